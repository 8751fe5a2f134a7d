using System.Collections.Immutable;
using LoraDsl.Adapters;
using LoraDsl.Optimization;
using LoraDsl.Ranks;
using Microsoft.CodeAnalysis;
using TorchSharp;

namespace LoraDsl.Generators.Tests.Harness;

/// <summary>What a user's project references: the framework, TorchSharp, and LoraDsl.</summary>
internal static class References
{
    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(LoraAttribute).Assembly.Location)
            .Append(typeof(RankBudget).Assembly.Location)
            .Append(typeof(AdapterSet).Assembly.Location)
            .Append(typeof(LoraOptimizer).Assembly.Location)
            .Append(typeof(torch).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
