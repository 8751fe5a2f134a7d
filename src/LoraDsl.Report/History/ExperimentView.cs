using LoraDsl.Formats.Experiments;
using LoraDsl.Formats.Runs;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.History;

/// <summary>An experiment as its sections look at it.</summary>
internal sealed class ExperimentView
{
    private readonly ILookup<(string, double), TrialResult> trials;

    /// <summary>Looks at an experiment.</summary>
    public ExperimentView(ExperimentResult experiment)
    {
        Experiment = experiment;
        trials = experiment.Trials.ToLookup(trial => (trial.Trial.Strategy, trial.Trial.LearningRate));
        Share = Scores.AreShares(experiment.Trials.SelectMany(trial => trial.Validations).Select(validation => validation.Accuracy).OfType<double>());
    }

    /// <summary>The experiment.</summary>
    public ExperimentResult Experiment { get; }

    /// <summary>Whether accuracies are shares of 1.</summary>
    public bool Share { get; }

    /// <summary>Whether trials are compared by accuracy, and not by loss.</summary>
    public bool ByAccuracy => Experiment.Plan.Metric == ExperimentMetric.Accuracy;

    /// <summary>What trials are compared by.</summary>
    public string Metric => ByAccuracy ? "accuracy" : "loss";

    /// <summary>The trials of a setting.</summary>
    public IEnumerable<TrialResult> Of(SettingResult setting) => trials[(setting.Strategy, setting.LearningRate)];

    /// <summary>A setting's name.</summary>
    public static string Name(SettingResult setting) => $"{setting.Strategy}, {Figures.Rate(setting.LearningRate)}";

    /// <summary>How many trials have come to something.</summary>
    public int Count(TrialStatus status) => Experiment.Trials.Count(trial => trial.Status == status);

    /// <summary>A value of the metric.</summary>
    public string Score(double? value) => Figures.Score(value, Share && ByAccuracy);

    /// <summary>A mean with its standard deviation.</summary>
    public string Score(Spread? spread) => spread is null
        ? "–"
        : Score(spread.Mean) + (spread.StandardDeviation is { } deviation ? $" ± {Score(deviation)}" : string.Empty);

    /// <summary>The metric of a validation.</summary>
    public double? Value(ValidationMetrics validation) => ByAccuracy ? validation.Accuracy : validation.Loss;
}
