using System.Globalization;
using LoraDsl.Formats.Experiments;

namespace LoraDsl.Experiments;

/// <summary>The trials of a plan and their names.</summary>
internal static class TrialIds
{
    /// <summary>Every trial of a plan, in its order, by its name.</summary>
    /// <exception cref="ArgumentException">The plan has a problem.</exception>
    public static IReadOnlyList<(string Id, Trial Trial)> Of(ExperimentPlan plan)
    {
        if (Problems(plan).ToList() is { Count: > 0 } problems)
            throw new ArgumentException($"The plan '{plan.Name}' cannot be run:\n- {string.Join("\n- ", problems)}", nameof(plan));
        return
        [
            .. from strategy in plan.Strategies
               from rate in plan.LearningRates
               from seed in plan.Seeds
               let trial = new Trial(strategy, rate, seed)
               select (Id(trial), trial),
        ];
    }

    /// <summary>The name of a trial, which is a folder's name on every system.</summary>
    public static string Id(Trial trial) =>
        string.Create(CultureInfo.InvariantCulture, $"{FolderName(trial.Strategy)}-lr{trial.LearningRate:R}-seed{trial.Seed}");

    private static IEnumerable<string> Problems(ExperimentPlan plan)
    {
        if (plan.Strategies.Count == 0)
            yield return "it has no strategy";
        if (plan.LearningRates.Count == 0)
            yield return "it has no learning rate";
        if (plan.Seeds.Count == 0)
            yield return "it has no seed";
        foreach (var strategy in plan.Strategies.Where(string.IsNullOrWhiteSpace))
            yield return $"a strategy has no name: '{strategy}'";
        foreach (var alike in plan.Strategies.GroupBy(FolderName, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            yield return $"strategies have the same name in a folder, '{alike.Key}': {string.Join(", ", alike.Select(name => $"'{name}'"))}";
        foreach (var rate in plan.LearningRates.Where(rate => !(rate > 0 && double.IsFinite(rate))))
            yield return string.Create(CultureInfo.InvariantCulture, $"a learning rate is no number above 0: {rate}");
        foreach (var rate in plan.LearningRates.GroupBy(rate => rate).Where(group => group.Count() > 1))
            yield return string.Create(CultureInfo.InvariantCulture, $"the learning rate {rate.Key} is there {rate.Count()} times");
        foreach (var seed in plan.Seeds.GroupBy(seed => seed).Where(group => group.Count() > 1))
            yield return $"the seed {seed.Key} is there {seed.Count()} times";
        if (plan.Threads < 1)
            yield return $"a trial cannot have {plan.Threads} threads";
    }

    private static string FolderName(string strategy) =>
        string.Concat(strategy.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' ? letter : '-'));
}
