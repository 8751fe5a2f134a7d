using LoraDsl.Pruning;
using Shared.Data;
using Shared.Reporting;
using Shared.Training;
using SparseDigits.CommandLine;
using SparseDigits.Recovery;
using SparseDigits.Reporting;
using static System.FormattableString;
using static TorchSharp.torch;

namespace SparseDigits;

/// <summary>The sample from data to table.</summary>
/// <param name="options">The command line.</param>
/// <param name="reporter">Shows what happens.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class SparseDemo(SparseOptions options, IReporter reporter, CancellationToken cancellation)
{
    private const int CalibrationBatches = 4;

    private readonly SparsePlan plan = SparsePlan.For(options);
    private readonly Trainer trainer = new(reporter, cancellation);

    /// <summary>Runs it.</summary>
    /// <returns>The rows of the table.</returns>
    /// <exception cref="Shared.SampleException">It cannot go on; the message says why.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<SparseResult> Run()
    {
        Directory.CreateDirectory(options.Output);
        if (options.Json is not null)
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Json))!);
        var settings = plan.BaseSettings(options.Data);
        using var scope = NewDisposeScope();
        using var upright = DataSource.Load(options.Data, plan.Sizes, settings.Seed, CPU, reporter.Say, cancellation);
        using var dense = new BaseModel(settings, options.Output).Get(upright, CPU, trainer, reporter);
        using var shifted = upright.Shifted();
        var images = options.Shift ? shifted : upright;
        var batches = Enumerable.Range(0, CalibrationBatches)
            .Select(batch => images.Train.Slice(batch * plan.Recovery.BatchSize, plan.Recovery.BatchSize))
            .ToList();

        var accuracy = Evaluation.Accuracy(dense, images.Test);
        reporter.Say(Invariant($"Base: {100 * accuracy:0.0} % on {images.Test.Count} {(options.Shift ? "turned and inverted" : "upright")} test images; pruned by {options.Score.ToString().ToLowerInvariant()}"));
        var rows = new List<SparseResult>
        {
            new("not pruned", "nothing", 0, accuracy, SparsityReport.Of(dense, layers: SparseBase.IsPruned).Sparsity, KeepsPattern: true, 0),
        };
        foreach (var pattern in new[] { SparsityPattern.Unstructured(0.5), SparsityPattern.NofM(2, 4) })
        {
            using var sparse = SparseBase.Of(dense, plan.Shape, pattern, options.Score, batches);
            rows.AddRange(new PatternRun(sparse, pattern, plan, images, batches, trainer, reporter).Run(options.Seeds));
        }

        reporter.Show(ResultTable.Of(rows));
        if (options.Json is not null)
        {
            JsonFile.Write(options.Json, rows);
            reporter.Say($"Rows: {Path.GetFullPath(options.Json)}");
        }

        return rows;
    }
}
