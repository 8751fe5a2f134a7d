using System.Diagnostics;
using LoraDsl.Pruning;
using Shared;
using Shared.Data;
using Shared.Models;
using Shared.Reporting;
using Shared.Training;
using SparseDigits.Reporting;
using static System.FormattableString;
using static TorchSharp.torch;

namespace SparseDigits.Recovery;

/// <summary>Recovers one pruned transformer by every method.</summary>
/// <param name="sparse">The pruned transformer.</param>
/// <param name="pattern">What it was pruned to.</param>
/// <param name="plan">Sizes and training.</param>
/// <param name="images">What to train and test on.</param>
/// <param name="calibration">A few batches for methods that look at data before.</param>
/// <param name="trainer">Trains.</param>
/// <param name="reporter">Told what came of each method.</param>
internal sealed class PatternRun(
    VisionTransformer sparse,
    SparsityPattern pattern,
    SparsePlan plan,
    Domain images,
    IReadOnlyList<LabelledImages> calibration,
    Trainer trainer,
    IReporter reporter)
{
    /// <summary>The rows of one pattern: the pruned transformer as it is, and each method.</summary>
    /// <param name="seeds">Trainings of each method.</param>
    /// <exception cref="SampleException">A method that is to keep the zeros lost one.</exception>
    public IEnumerable<SparseResult> Run(int seeds)
    {
        yield return Measure("nothing", sparse, 0, 0);
        foreach (var method in RecoveryMethod.All)
        {
            var runs = Enumerable.Range(1, seeds).Select(seed => Recover(method, seed)).ToList();
            yield return Mean(runs.Select(run => run.Merged));
            if (!method.KeepsZeros)
                yield return Mean(runs.Select(run => run.ZerosBack!));
        }
    }

    private (SparseResult Merged, SparseResult? ZerosBack) Recover(RecoveryMethod method, int seed)
    {
        manual_seed(seed);
        using var recovery = method.Create(plan.Shape, sparse);
        var watch = Stopwatch.StartNew();
        recovery.Start(calibration);
        using (var optimizer = recovery.Optimizer(plan.Recovery.LearningRate, seed))
            trainer.Fit($"{pattern}, {method.Name}", recovery.Model, optimizer, images, plan.Recovery, seed);
        var seconds = watch.Elapsed.TotalSeconds;

        var parameters = recovery.TrainableParameters;
        recovery.Merge();
        using var merged = SparseBase.Plain(recovery.Model, plan.Shape);
        var row = Measure($"{method.Name}, merged", merged, parameters, seconds);
        reporter.Say(Invariant($"{pattern}, {method.Name}: {100 * row.TestAccuracy:0.0} %, {100 * row.Sparsity:0.0} % zeros"));
        if (method.KeepsZeros)
            return row.KeepsPattern ? (row, null) : throw new SampleException($"{method.Name} lost zeros of the pattern {pattern}.");

        SparseBase.PutZerosBack(merged, sparse);
        return (row, Measure($"{method.Name}, merged, zeros put back", merged, parameters, seconds));
    }

    private SparseResult Measure(string method, VisionTransformer model, long parameters, double seconds)
    {
        var report = SparsityReport.Of(model, pattern, SparseBase.IsPruned);
        return new SparseResult(
            pattern.ToString(), method, parameters, Evaluation.Accuracy(model, images.Test), report.Sparsity, report.KeepsPattern is true, seconds);
    }

    private static SparseResult Mean(IEnumerable<SparseResult> runs)
    {
        var rows = runs.ToList();
        return rows[0] with
        {
            TestAccuracy = rows.Average(row => row.TestAccuracy),
            Seconds = rows.Average(row => row.Seconds),
            Sparsity = rows.Average(row => row.Sparsity),
            KeepsPattern = rows.TrueForAll(row => row.KeepsPattern),
        };
    }
}
