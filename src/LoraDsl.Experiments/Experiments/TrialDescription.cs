using System.Globalization;
using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Formats.Experiments;
using LoraDsl.Formats.Runs;
using LoraDsl.Methods;

namespace LoraDsl.Experiments;

/// <summary>What a trial trains, as <c>run.json</c> has it.</summary>
internal static class TrialDescription
{
    /// <summary>Describes it.</summary>
    public static RunDescription Of(Trial trial, AdapterSet set, IReadOnlyDictionary<string, string>? settings)
    {
        var adapters = set.Named().ToList();
        var values = set.Model.parameters().Sum(parameter => parameter.numel());
        var all = new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["strategy"] = trial.Strategy,
            ["learning_rate"] = trial.LearningRate.ToString("R", CultureInfo.InvariantCulture),
        };
        return new RunDescription(
            trial.Strategy,
            set.ModelName,
            DateTimeOffset.UtcNow,
            trial.Seed,
            values - adapters.Sum(entry => entry.Adapter.ParameterCount),
            set.Budget is { Unit: BudgetUnit.Ranks } budget ? budget.Amount : null,
            [.. adapters.Select(entry => Describe(entry.Path, entry.Adapter))],
            all);
    }

    private static RunAdapter Describe(string path, LayerAdapter adapter) =>
        new(path, MethodOf(adapter), adapter.InFeatures, adapter.OutFeatures, adapter.CurrentRank, adapter.ParameterCount);

    private static string MethodOf(LayerAdapter adapter) => adapter switch
    {
        AdaLoraAdapter => "AdaLoRA",
        AdaptiveLoraAdapter => "adaptive LoRA",
        DyLoraAdapter => "DyLoRA",
        LorsAdapter => "LoRS",
        VariantAdapter => adapter.Method,
        _ => "LoRA",
    };
}
