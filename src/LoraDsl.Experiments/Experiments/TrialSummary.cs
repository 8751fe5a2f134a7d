using LoraDsl.Formats.Experiments;
using LoraDsl.Formats.Runs;
using static System.FormattableString;

namespace LoraDsl.Experiments;

/// <summary>What the files of a run say of a trial.</summary>
internal static class TrialSummary
{
    private const int CurvePoints = 200;
    private const double Converged = 0.95;

    /// <summary>Adds to a result whatever the run's files have.</summary>
    /// <param name="result">The trial, without figures.</param>
    /// <param name="folder">The run.</param>
    /// <param name="metric">What trials are compared by.</param>
    /// <param name="parameters">Trainable values, where <c>result.json</c> does not have them.</param>
    /// <returns>The result; failed when it is not, and the figures are missing or no numbers.</returns>
    public static TrialResult Read(TrialResult result, RunFolder folder, ExperimentMetric metric, long? parameters)
    {
        var measurements = File.Exists(folder.MetricsFile) ? RunRecords.Metrics.Read(folder.MetricsFile) : [];
        var validations = File.Exists(folder.ValidationsFile)
            ? RunRecords.Validations.Read(folder.ValidationsFile)
            : [];
        var end = File.Exists(folder.ResultFile) ? ReadEnd(folder.ResultFile) : null;
        result = result with
        {
            Steps = end?.Steps ?? Math.Max(measurements.Count > 0 ? measurements[^1].Step : 0, validations.Count > 0 ? validations[^1].Step : 0),
            Parameters = end?.AdapterParameters ?? parameters ?? 0,
            Training = Curve(measurements),
            Validations = validations,
            FinalLoss = validations.Count > 0 ? validations[^1].Loss : null,
            FinalAccuracy = validations.Count > 0 ? validations[^1].Accuracy : null,
        };
        if (result.Status == TrialStatus.Failed)
            return result;
        if (Problem(validations, metric, end?.AdapterParameters ?? parameters) is { } problem)
            return result with { Status = TrialStatus.Failed, Error = problem };

        // Comparing by ≤ keeps the first of equals.
        var best = validations.Aggregate((best, next) => Score(next, metric) <= Score(best, metric) ? best : next);
        return result with
        {
            BestStep = best.Step,
            BestLoss = best.Loss,
            BestAccuracy = best.Accuracy,
            ConvergenceStep = ConvergenceStep(validations, metric),
        };
    }

    /// <summary>The value that trials are compared by, better when higher.</summary>
    public static double Score(ValidationMetrics validation, ExperimentMetric metric) =>
        metric == ExperimentMetric.Accuracy ? validation.Accuracy!.Value : -validation.Loss;

    /// <summary>The step of the first validation that has covered 95 % of the way from the first to the best.</summary>
    public static long ConvergenceStep(IReadOnlyList<ValidationMetrics> validations, ExperimentMetric metric)
    {
        var (first, best) = (Score(validations[0], metric), validations.Max(validation => Score(validation, metric)));
        return validations.First(validation => Score(validation, metric) >= first + (Converged * (best - first))).Step;
    }

    /// <summary>A curve of at most 200 points, each the mean of as many steps as the others, the last perhaps of fewer.</summary>
    public static IReadOnlyList<CurvePoint> Curve(IReadOnlyList<StepMetrics> measurements)
    {
        var each = Math.Max(1, (measurements.Count + CurvePoints - 1) / CurvePoints);
        return [.. measurements.Chunk(each).Select(part => new CurvePoint(part[^1].Step, part.Average(measured => measured.Loss), part.Average(measured => measured.Accuracy)))];
    }

    private static string? Problem(IReadOnlyList<ValidationMetrics> validations, ExperimentMetric metric, long? parameters)
    {
        if (validations.Count == 0)
            return "it was never validated: call Validate, or train with a validation set into the trial's folder";
        if (metric == ExperimentMetric.Accuracy && validations.FirstOrDefault(validation => validation.Accuracy is null) is { Step: var unmeasured })
            return $"the validation at step {unmeasured} has no accuracy, which trials are compared by: measure it, or compare by ExperimentMetric.Loss";
        if (validations.FirstOrDefault(validation => !double.IsFinite(validation.Loss) || validation.Accuracy is { } accuracy && !double.IsFinite(accuracy)) is { } diverged)
            return Invariant($"it diverged: at step {diverged.Step} the validation loss is {diverged.Loss} and the accuracy {diverged.Accuracy}");
        return parameters is null ? "it did not tell its adapters: call Describe(model.Lora)" : null;
    }

    private static RunResult ReadEnd(string path) => RunRecords.Result.Read(path);
}
