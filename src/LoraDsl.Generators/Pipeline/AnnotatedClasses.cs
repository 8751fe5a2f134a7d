using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoraDsl.Generators.Pipeline;

/// <summary>
/// The annotated classes and the recipes of one file. Roslyn asks for those of every file at every edit, because the meaning of a name may
/// have changed. They are parsed again only if a declaration that they depend on has changed.
/// </summary>
internal static class AnnotatedClasses
{
    public static FileModels Of(GeneratorSyntaxContext site, CancellationToken cancellation)
    {
        var file = SourceFile.Of(site.Node.SyntaxTree, cancellation);
        return file.IsPlain ? FileModels.None : Of(file, site.SemanticModel, cancellation);
    }

    private static FileModels Of(SourceFile file, SemanticModel semantics, CancellationToken cancellation)
    {
        var project = ProjectDeclarations.Of(semantics.Compilation, cancellation);
        if (file.Parsed is { } known && known.Project.Whole == project.Whole)
        {
            return known.Models;
        }

        var parsed = file.Parsed ?? EarlierClasses.Find(semantics.Compilation, semantics.SyntaxTree, file);
        if (parsed is null || !parsed.AreThoseOf(project))
        {
            parsed = Parse(file, semantics, project, cancellation);
            EarlierClasses.Keep(semantics.Compilation, semantics.SyntaxTree, file, parsed);
        }
        else if (parsed.Project.Whole != project.Whole)
        {
            parsed = parsed with { Project = project };
        }

        file.Parsed = parsed;
        return parsed.Models;
    }

    private static IEnumerable<string> Outermost(ImmutableArray<AttributedType> candidates)
    {
        foreach (var candidate in candidates)
        {
            yield return candidate.Outermost;
        }
    }

    private static ParsedClasses Parse(
        SourceFile file, SemanticModel semantics, ProjectDeclarations project, CancellationToken cancellation)
    {
        var classes = ImmutableArray.CreateBuilder<AnnotatedClass>();
        var adaptables = ImmutableArray.CreateBuilder<AdaptableClass>();
        var recipes = ImmutableArray.CreateBuilder<RecipeClass>();
        var candidates = file.Candidates(project.GlobalAliases);
        foreach (var candidate in candidates)
        {
            cancellation.ThrowIfCancellationRequested();
            if (semantics.GetDeclaredSymbol(candidate.Syntax, cancellation) is { } type
                && IsFirstPart(candidate.Syntax, type, project, cancellation))
            {
                if (RecipeParser.IsRecipe(type))
                {
                    recipes.Add(RecipeParser.Parse(type, semantics.Compilation, cancellation));
                }
                else if (PlaceTypes.HasAttribute(type))
                {
                    adaptables.Add(AdaptableParser.Parse(type, semantics.Compilation, cancellation));
                }
                else if (AnnotationSites.IsAnnotated(type))
                {
                    classes.Add(ClassParser.Parse(type, semantics.Compilation));
                }
            }
        }

        return new ParsedClasses(
            project,
            candidates.IsEmpty ? new HashSet<string>() : project.Names.Dependencies(Outermost(candidates)),
            new FileModels(
                new EquatableArray<AnnotatedClass>(classes.ToImmutable()),
                new EquatableArray<AdaptableClass>(adaptables.ToImmutable()),
                new EquatableArray<RecipeClass>(recipes.ToImmutable())));
    }

    // Several parts of a class may have attributes; the class is generated once.
    private static bool IsFirstPart(
        TypeDeclarationSyntax declaration, INamedTypeSymbol type, ProjectDeclarations project, CancellationToken cancellation)
    {
        foreach (var part in type.DeclaringSyntaxReferences)
        {
            if (part.SyntaxTree == declaration.SyntaxTree && part.Span == declaration.Span)
            {
                return true;
            }

            foreach (var candidate in SourceFile.Of(part.SyntaxTree, cancellation).Candidates(project.GlobalAliases))
            {
                if (candidate.Syntax.Span == part.Span)
                {
                    return false;
                }
            }
        }

        return false;
    }
}
