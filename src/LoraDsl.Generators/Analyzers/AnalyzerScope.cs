using LoraDsl.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Analyzers;

/// <summary>The compilations to analyse: those that reference the attributes.</summary>
internal static class AnalyzerScope
{
    public static bool Covers(Compilation compilation) => !compilation.GetTypesByMetadataName(KnownTypes.LoraAttribute).IsEmpty;
}
