using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Formats.Runs;
using LoraDsl.Methods;
using LoraDsl.Optimization;
using static System.FormattableString;

namespace LoraDsl.Training;

/// <summary>Describes a training that begins.</summary>
internal static class RunDescriptions
{
    /// <summary>What stands in <c>run.json</c>.</summary>
    public static RunDescription Of(AdapterSet set, LoraOptimizer optimizer, TrainerOptions options) => new(
        options.Name ?? set.ModelName,
        set.ModelName,
        DateTimeOffset.Now,
        options.Seed,
        set.Model.parameters().Where(parameter => !parameter.requires_grad).Sum(parameter => parameter.numel()),
        Budget(set),
        [
            .. set.Named().Select(entry => new RunAdapter(
                entry.Path, entry.Adapter.Method, entry.Adapter.InFeatures, entry.Adapter.OutFeatures, entry.Adapter.CurrentRank, entry.Adapter.ParameterCount)),
        ],
        Settings(optimizer, options));

    /// <summary>Trainable values of the adapters.</summary>
    public static long AdapterParameters(AdapterSet set) => set.Named().Sum(entry => entry.Adapter.ParameterCount) + set.TrainedWhole().Sum(entry => entry.Module.ParameterCount);

    private static int? Budget(AdapterSet set)
    {
        AdapterBudget[] budgets = [.. BudgetsOf(set)];
        return budgets.Length > 0 && budgets.All(budget => budget.Unit == BudgetUnit.Ranks) ? budgets.Sum(budget => budget.Amount) : null;
    }

    private static IEnumerable<AdapterBudget> BudgetsOf(AdapterSet set)
    {
        var own = set.OwnAdapters.Select(entry => (entry.Adapter as AdaptiveLoraAdapter)?.Budget ?? (entry.Adapter as AdaLoraAdapter)?.Budget).Append(set.Budget);
        return own.OfType<AdapterBudget>().Concat(set.Children.SelectMany(child => BudgetsOf(child.Set)));
    }

    private static SortedDictionary<string, string> Settings(LoraOptimizer optimizer, TrainerOptions options)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Put("optimizer", optimizer.InnerName);
        Put("learning_rate", optimizer.ParamGroups.FirstOrDefault()?.LearningRate);
        Put("epochs", options.Epochs);
        Put("steps", options.Steps);
        Put("accumulation", options.Accumulation);
        Put("clip_norm", options.ClipNorm);
        Put("patience", options.EarlyStopping?.Patience);
        Put("min_delta", options.EarlyStopping?.MinDelta);
        foreach (var (name, value) in options.Settings)
            settings[name] = value;
        return settings;

        void Put(string name, object? value)
        {
            if (value is not null)
                settings[name] = Invariant($"{value}");
        }
    }
}
