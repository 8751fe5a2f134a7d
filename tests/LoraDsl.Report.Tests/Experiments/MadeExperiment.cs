using LoraDsl.Formats.Experiments;
using LoraDsl.Formats.Runs;

namespace LoraDsl.Report.Tests.Experiments;

/// <summary>An experiment of two strategies, two learning rates and two seeds, of which one trial failed.</summary>
internal static class MadeExperiment
{
    private static readonly double[] Rates = [1e-3, 1e-2];
    private static readonly long[] Seeds = [1, 2];

    public static ExperimentResult Of(string name = "ranks", string other = "adaptive")
    {
        List<TrialResult> trials =
        [
            .. from strategy in new[] { "LoRA r=8", other }
               from rate in Rates
               from seed in Seeds
               select Trial(strategy, rate, seed, fails: strategy == other && rate == 1e-2 && seed == 2),
        ];
        SettingResult[] ranking =
        [
            Setting(1, other, 1e-3, 0.93, 900, 2, 0) with { OnParetoFront = true, BestOfStrategy = true },
            Setting(2, "LoRA r=8", 1e-3, 0.91, 1800, 2, 0) with { BestOfStrategy = true },
            Setting(3, "LoRA r=8", 1e-2, 0.82, 1800, 2, 0),
            Setting(4, other, 1e-2, 0.80, 900, 1, 1),
        ];
        return new ExperimentResult(
            new ExperimentPlan(name, ["LoRA r=8", other], Rates, Seeds) { Settings = new Dictionary<string, string> { ["epochs"] = "4" } },
            new DateTimeOffset(2026, 3, 4, 5, 6, 0, TimeSpan.Zero),
            trials,
            ranking,
            ranking[0],
            ranking[0]);
    }

    private static TrialResult Trial(string strategy, double rate, long seed, bool fails)
    {
        var id = FormattableString.Invariant($"{strategy.Replace(' ', '-').Replace('/', '-').Replace('<', '-')}-{rate}-{seed}");
        var (trial, folder) = (new Trial(strategy, rate, seed), $"trials/{id}");
        if (fails)
            return new TrialResult(id, trial, TrialStatus.Failed, folder) { Error = "the loss is not a number", Seconds = 1, Steps = 10, Parameters = 900 };
        var quality = (strategy.StartsWith("LoRA", StringComparison.Ordinal) ? 0.91 : 0.93) - (rate * 10) + (seed * 0.01);
        return new TrialResult(id, trial, TrialStatus.Completed, folder)
        {
            Seconds = 3,
            Steps = 40,
            Parameters = 900,
            Training = [.. Enumerable.Range(1, 20).Select(point => new CurvePoint(2 * point, 2.0 / point, quality * (1 - (1.0 / point))))],
            Validations = [.. Enumerable.Range(1, 4).Select(epoch => new ValidationMetrics(10 * epoch, epoch, 1.0 / epoch, quality * epoch / 4, true))],
            FinalAccuracy = quality,
            FinalLoss = 0.25,
            BestStep = 40,
            BestAccuracy = quality,
            BestLoss = 0.25,
            ConvergenceStep = 40,
        };
    }

    private static SettingResult Setting(int place, string strategy, double rate, double mean, double parameters, int completed, int failed) =>
        new(place, strategy, rate, completed, failed, 0)
        {
            Best = new Spread(mean, completed > 1 ? 0.007 : null, mean - 0.005, mean + 0.005, completed),
            Final = new Spread(mean, completed > 1 ? 0.007 : null, mean - 0.005, mean + 0.005, completed),
            Parameters = parameters,
            Seconds = 3,
            ConvergenceStep = 40,
        };
}
