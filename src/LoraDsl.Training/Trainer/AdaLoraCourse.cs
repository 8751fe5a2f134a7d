using LoraDsl.Adapters;
using LoraDsl.Methods;
using static System.FormattableString;

namespace LoraDsl.Training;

/// <summary>Tells of an AdaLoRA that does not get to its budget, because the run is shorter than it was planned for.</summary>
internal static class AdaLoraCourse
{
    /// <summary>What can be foreseen when a run begins.</summary>
    /// <param name="options">How AdaLoRA spends its budget, where there is any.</param>
    /// <param name="totalSteps">The run's steps, where they are known.</param>
    public static string? AtBeginning(AdaLoraOptions? options, long? totalSteps) =>
        options is not null && totalSteps < options.FinalFrom
            ? Invariant($"AdaLoRA is planned for {options.TotalSteps} steps and has come down to its budget after {options.FinalFrom}, but the run has {totalSteps}: it will end above the budget. Plan for the run: new AdaLoraOptions({totalSteps}), with WarmupSteps and FinalSteps that go with it.")
            : null;

    /// <summary>What is to be said of a run that is over.</summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="options">How AdaLoRA spends its budget, where there is any.</param>
    /// <param name="steps">Steps that were done.</param>
    public static string? AtEnd(AdapterSet set, AdaLoraOptions? options, long steps) =>
        options is not null && steps < options.FinalFrom
            ? Invariant($"The run ended after {steps} steps, before AdaLoRA's ranks were final after {options.FinalFrom}: {set.Named().Select(entry => entry.Adapter).OfType<AdaLoraAdapter>().Sum(adapter => adapter.Rank)} ranks are left, which is not the budget, and what is masked was not taken out.")
            : null;
}
