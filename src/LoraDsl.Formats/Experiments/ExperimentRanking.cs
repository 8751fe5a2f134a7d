namespace LoraDsl.Formats.Experiments;

/// <summary>Trials brought into an order, as pure functions.</summary>
public static class ExperimentRanking
{
    /// <summary>Ranks what there is of an experiment.</summary>
    public static ExperimentResult Of(ExperimentPlan plan, DateTimeOffset started, IReadOnlyList<TrialResult> trials)
    {
        var sign = plan.Metric == ExperimentMetric.Accuracy ? 1 : -1;
        var ranked = trials
            .GroupBy(trial => (trial.Trial.Strategy, trial.Trial.LearningRate))
            .Select(group => Setting(group.Key.Strategy, group.Key.LearningRate, [.. group], plan.Metric))
            .OrderBy(setting => IsComplete(setting) ? 0 : setting.Best is null ? 2 : 1)
            .ThenByDescending(setting => sign * (setting.Best?.Mean ?? 0))
            .ThenBy(setting => setting.Parameters ?? 0)
            .ToList();
        var strategies = new HashSet<string>();
        List<SettingResult> ranking =
        [
            .. ranked.Select((setting, index) => setting with
            {
                Place = index + 1,
                BestOfStrategy = setting.Best is not null && strategies.Add(setting.Strategy),
                OnParetoFront = IsComplete(setting) && !ranked.Exists(other => IsComplete(other) && Dominates(other, setting, sign)),
            }),
        ];
        var best = ranking.Count > 0 && IsComplete(ranking[0]) ? ranking[0] : null;
        return new ExperimentResult(plan, started, trials, ranking, best, best is null ? null : MostEfficient(ranking, best, sign));
    }

    private static bool IsComplete(SettingResult setting) => setting is { Failed: 0, Pending: 0 };

    // A mean is not exact to the last digit: one that equals the best's but for rounding counts as equal.
    private static SettingResult MostEfficient(IReadOnlyList<SettingResult> ranking, SettingResult best, int sign)
    {
        var within = (best.Best!.StandardError ?? 0) + (1e-12 * Math.Abs(best.Best.Mean));
        return ranking
            .Where(setting => IsComplete(setting) && sign * (best.Best.Mean - setting.Best!.Mean) <= within)
            .MinBy(setting => (setting.Parameters, setting.Place))!;
    }

    private static bool Dominates(SettingResult other, SettingResult setting, int sign)
    {
        var gain = sign * (other.Best!.Mean - setting.Best!.Mean);
        return gain >= 0 && other.Parameters <= setting.Parameters && (gain > 0 || other.Parameters < setting.Parameters);
    }

    private static SettingResult Setting(string strategy, double rate, TrialResult[] trials, ExperimentMetric metric)
    {
        TrialResult[] completed = [.. trials.Where(trial => trial.Status == TrialStatus.Completed)];
        var byAccuracy = metric == ExperimentMetric.Accuracy;
        return new SettingResult(
            0, strategy, rate, completed.Length, trials.Count(trial => trial.Status == TrialStatus.Failed), trials.Count(trial => trial.Status == TrialStatus.Pending))
        {
            Best = Spread.Of([.. completed.Select(trial => (byAccuracy ? trial.BestAccuracy : trial.BestLoss)!.Value)]),
            Final = Spread.Of([.. completed.Select(trial => (byAccuracy ? trial.FinalAccuracy : trial.FinalLoss)!.Value)]),
            Parameters = Mean(completed.Select(trial => (double)trial.Parameters)),
            Seconds = Mean(completed.Select(trial => trial.Seconds)),
            ConvergenceStep = Mean(completed.Select(trial => (double)trial.ConvergenceStep!.Value)),
        };
    }

    private static double? Mean(IEnumerable<double> values) => values.Select(value => (double?)value).Average();
}
