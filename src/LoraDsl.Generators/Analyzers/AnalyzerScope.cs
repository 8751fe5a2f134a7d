using LoraDsl.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Which compilations there is anything to analyse in: those that know our attributes.</summary>
internal static class AnalyzerScope
{
    public static bool Covers(Compilation compilation) => !compilation.GetTypesByMetadataName(KnownTypes.LoraAttribute).IsEmpty;
}
