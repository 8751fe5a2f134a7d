using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoraDsl.Generators.Parsing;

/// <summary>Parses attributes.</summary>
internal static class AttributeParser
{
    public static Annotations Parse(ImmutableArray<AttributeData> attributes)
    {
        var result = Annotations.None;
        AttributeData? applied = null;
        foreach (var attribute in attributes)
        {
            var before = result.Declaration;
            if (KnownTypes.IsLoraAttribute(attribute.AttributeClass))
            {
                result = result with { Lora = result.Lora ?? ParseLora(attribute) };
            }
            else if (KnownTypes.IsDyLoraAttribute(attribute.AttributeClass))
            {
                result = result with { DyLora = result.DyLora ?? ParseDyLora(attribute) };
            }
            else if (KnownTypes.IsLorsAttribute(attribute.AttributeClass))
            {
                result = result with { Lors = result.Lors ?? ParseLors(attribute) };
            }
            else if (KnownTypes.VariantOf(attribute.AttributeClass) is { } method)
            {
                if (result.Variant is null)
                {
                    result = result with { Variant = ParseVariant(attribute, method) };
                }
                else if (result.Variant.Method != method)
                {
                    result = result with { SecondVariant = result.SecondVariant ?? ParseVariant(attribute, method) };
                }
            }
            else if (KnownTypes.IsNoLoraAttribute(attribute.AttributeClass))
            {
                result = result with { NoLora = true };
            }
            else if (KnownTypes.IsTrainWholeAttribute(attribute.AttributeClass))
            {
                result = result with { Whole = true };
            }
            else if (KnownTypes.IsLoraGroupAttribute(attribute.AttributeClass))
            {
                result = result with { Group = result.Group ?? ParseGroup(attribute) };
            }

            applied = ReferenceEquals(result.Declaration, before) ? applied : attribute;
        }

        return applied is null
            ? result
            : result with { Accessibility = new NamedArguments(applied).Enum<PlaceAccessibility>("Accessibility"), Text = Text(applied) };
    }

    /// <summary>The declaration of an adapting attribute, or <see langword="null"/> for another one.</summary>
    public static AdapterDeclaration? Declaration(AttributeData attribute) =>
        KnownTypes.IsLoraAttribute(attribute.AttributeClass) ? ParseLora(attribute)
        : KnownTypes.IsDyLoraAttribute(attribute.AttributeClass) ? ParseDyLora(attribute)
        : KnownTypes.IsLorsAttribute(attribute.AttributeClass) ? ParseLors(attribute)
        : KnownTypes.VariantOf(attribute.AttributeClass) is { } method ? ParseVariant(attribute, method)
        : null;

    /// <summary>The <c>Targets</c> and <c>Exclude</c> of an attribute.</summary>
    public static LayerSelection Layers(AttributeData attribute) => new NamedArguments(attribute).Layers();

    /// <summary>The <c>Accessibility</c> of <c>[Adaptable]</c>, or <see langword="null"/> when it was left out.</summary>
    public static PlaceAccessibility? Accessibility(AttributeData attribute) =>
        new NamedArguments(attribute).Enum<PlaceAccessibility>(nameof(Accessibility));

    // The text is made of the tokens alone, because the pipeline ignores white space and comments.
    public static string Text(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax() is { } syntax
        ? $"[{syntax.ReplaceTrivia(syntax.DescendantTrivia(), static (_, _) => default).NormalizeWhitespace()}]"
        : "";

    private static string? ParseGroup(AttributeData attribute) =>
        attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0] is { Kind: not TypedConstantKind.Error } name
            ? name.Value as string ?? ""
            : null;

    private static LoraDeclaration? ParseLora(AttributeData attribute)
    {
        var arguments = attribute.ConstructorArguments;
        if (arguments.Length == 0)
        {
            return null;
        }

        var named = new NamedArguments(attribute);
        // The compiler reports an argument that does not compile. Any valid rank lets the rest of the class be generated.
        var rank = arguments[0].Kind == TypedConstantKind.Error ? 1 : arguments[0].Value as int?;
        var budget = arguments.Length > 1 && arguments[1].Value is int ranks && (ranks != 0 || WritesBudget(attribute))
            ? ranks
            : (int?)null;
        return new LoraDeclaration(
            rank,
            rank is null ? arguments[0].Value as string ?? "" : null,
            budget,
            named.Double("Alpha"),
            named.Double("Dropout"),
            named.Int("MinRank"),
            named.Int("MaxRank"),
            named.Boolean("RankStabilized"),
            new BudgetOptions(
                named.Enum<RankImportance>("Importance"),
                named.Enum<AllocationStrategy>("Allocation"),
                named.Enum<RankRounding>("Rounding"),
                named.Enum<BudgetUnit>("BudgetUnit")),
            named.Int("InitialRank"),
            named.Enum<RankSchedule>("Schedule"),
            named.Enum<AdapterInitialization>("Init"),
            named.Boolean("Compensate"),
            named.Layers())
        {
            Variant = named.Variant(),
            Bias = named.Enum<BiasTraining>("Bias"),
            LoraBias = named.Boolean("LoraBias"),
        };
    }

    private static DyLoraDeclaration? ParseDyLora(AttributeData attribute)
    {
        var arguments = attribute.ConstructorArguments;
        if (arguments.Length != 2 || arguments[0].Value is not int minRank || arguments[1].Value is not int maxRank)
        {
            return null;
        }

        var named = new NamedArguments(attribute);
        return new DyLoraDeclaration(
            minRank,
            maxRank,
            named.Double("Alpha"),
            named.Double("Dropout"),
            named.Enum<DyLoraMode>("Mode"),
            named.Enum<DyLoraSampling>("Sampling"),
            named.Enum<AdapterInitialization>("Init"),
            named.Layers())
        {
            Variant = named.Variant(),
        };
    }

    private static LorsDeclaration? ParseLors(AttributeData attribute)
    {
        if (attribute.ConstructorArguments.Length != 1)
        {
            return null;
        }

        var named = new NamedArguments(attribute);
        return new LorsDeclaration(
            attribute.ConstructorArguments[0].Value as int? ?? 1,
            named.Double("Alpha"),
            named.Boolean("RankStabilized"),
            named.Enum<LorsMode>("Mode"),
            named.Enum<AdapterInitialization>("Init"),
            named.Layers());
    }

    private static VariantDeclaration? ParseVariant(AttributeData attribute, VariantMethod method)
    {
        var arguments = attribute.ConstructorArguments;
        if (arguments.Length != (method == VariantMethod.Ia3 ? 0 : 1))
        {
            return null;
        }

        var named = new NamedArguments(attribute);
        return new VariantDeclaration(
            method,
            arguments.Length == 0 ? 1 : arguments[0].Value as int? ?? 1,
            named.Double("Alpha"),
            named.Double("Dropout"),
            new VariantOptions(
                named.Double("DInitial"),
                named.Int("Seed"),
                named.Boolean("SaveProjection"),
                named.Double("RankDropout"),
                named.Boolean("RankDropoutScale"),
                named.Double("ModuleDropout"),
                named.Boolean("UseEffectiveConv2d"),
                named.Boolean("DecomposeBoth"),
                named.Int("DecomposeFactor"),
                named.Boolean("FeedForward")),
            named.Layers());
    }

    // 0 is the parameter's default, so only the syntax shows whether a budget of 0 was written.
    private static bool WritesBudget(AttributeData attribute)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: var arguments })
        {
            return false;
        }

        var positional = 0;
        foreach (var argument in arguments)
        {
            positional += argument.NameEquals is null ? 1 : 0;
        }

        return positional > 1;
    }

    private readonly struct NamedArguments
    {
        private readonly ImmutableArray<KeyValuePair<string, TypedConstant>> _arguments;

        public NamedArguments(AttributeData attribute)
        {
            _arguments = attribute.NamedArguments;
        }

        public double? Double(string name) => Value(name) as double?;

        public int? Int(string name) => Value(name) as int?;

        public bool? Boolean(string name) => Value(name) as bool?;

        public T? Enum<T>(string name)
            where T : struct, Enum =>
            Find(name) is { Kind: TypedConstantKind.Enum, Value: int number } ? (T)System.Enum.ToObject(typeof(T), number) : null;

        public LoraVariant Variant() => new(Boolean("Dora"), Double("LearningRateRatio"), Boolean("FreezeA"));

        public LayerSelection Layers() => new(Strings("Targets"), Strings("Exclude"));

        private EquatableArray<string>? Strings(string name)
        {
            if (Find(name) is not { Kind: TypedConstantKind.Array, IsNull: false } array)
            {
                return null;
            }

            var items = ImmutableArray.CreateBuilder<string>();
            foreach (var item in array.Values)
            {
                items.Add(item.Value as string ?? "");
            }

            return new EquatableArray<string>(items.ToImmutable());
        }

        private object? Value(string name) => Find(name) is { Kind: not TypedConstantKind.Array } constant ? constant.Value : null;

        private TypedConstant? Find(string name)
        {
            foreach (var argument in _arguments)
            {
                if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Error)
                {
                    return argument.Value;
                }
            }

            return null;
        }
    }
}
