using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Tests.Harness;

/// <summary>What a run did again.</summary>
internal static class Steps
{
    private static readonly string[] s_all =
    [
        TrackingNames.Files,
        TrackingNames.Classes,
        TrackingNames.ForwardNamespace,
        TrackingNames.Plans,
        TrackingNames.Clashes,
        TrackingNames.Configurations,
        TrackingNames.DistinctConfigurations,
        TrackingNames.Adaptables,
        TrackingNames.Recipes,
        TrackingNames.RecipePlans,
    ];

    /// <summary>The reasons of one step's outputs.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps.TryGetValue(step, out var runs)
            ? runs.SelectMany(run => run.Outputs).Select(output => output.Reason).ToList()
            : [];

    /// <summary>The reasons of what was printed.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> OutputReasons(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason).ToList();

    /// <summary>Fails unless no step of ours produced a new value and nothing was printed again.</summary>
    public static void RequireAllCached(GeneratorRunResult result)
    {
        // Roslyn records the steps that lead to an output; where nothing is generated there are none.
        Assert.Equal(result.GeneratedSources.IsEmpty, result.TrackedSteps.IsEmpty);
        foreach (var step in s_all)
        {
            Assert.All(Reasons(result, step), reason => Assert.True(
                reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step} was {reason}."));
        }

        Assert.All(OutputReasons(result), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }
}
