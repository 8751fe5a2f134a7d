using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Importance;

namespace LoraDsl.Benchmarks.Importance;

/// <summary>What measuring importance costs, on one batch, against a training step of the adapters.</summary>
internal static class ImportanceSuite
{
    public const string Name = "importance";

    // What repeats a pass is measured with one repetition: the cost is in proportion to them.
    private static readonly (string Name, Func<MeasuredTransformer, IImportanceMeasure> Create)[] Measures =
    [
        ("gradient norm L2", _ => new GradientNorm()),
        ("gradient norm L1", _ => new GradientNorm(MatrixNorm.L1)),
        ("Taylor", _ => new TaylorImportance()),
        ("Taylor, second order, 1 probe", _ => new TaylorImportance(secondOrder: true, probes: 1)),
        ("activation variance", _ => new ActivationImportance()),
        ("activation entropy", _ => new ActivationImportance(ActivationStatistic.Entropy)),
        ("attention weight", _ => new AttentionWeightImportance()),
        ("explained variance", _ => new ExplainedVariance()),
        ("ablation", _ => new AblationImportance()),
        ("sensitivity", _ => new SensitivityImportance()),
        ("Hessian trace, 1 probe", _ => new HessianImportance(HessianQuantity.Trace, steps: 1)),
        ("Hessian top eigenvalue, 1 step", _ => new HessianImportance(steps: 1)),
        ("weight change", WeightChange),
        ("learned, 4 ablations", _ => new LearnedImportance(measured: 4)),
    ];

    public static IEnumerable<BenchmarkResult> Run(Options options) => DigitsCase.All
        .SelectMany(sizes => Measures.Select(measure => (Sizes: sizes, Measure: measure)))
        .Where(entry => options.Wants(Name, $"{entry.Sizes} {entry.Measure.Name}"))
        .Select(entry => Time(entry.Sizes, entry.Measure, options));

    private static BenchmarkResult Time(
        DigitsCase sizes, (string Name, Func<MeasuredTransformer, IImportanceMeasure> Create) measure, Options options)
    {
        using var subject = new MeasureContender(measure.Name, measure.Create, sizes, options.Device);
        using var reference = new AdapterStepContender(sizes, options.Device);
        var times = Turns.Take([subject, reference], options.Rounds);
        return BenchmarkResult.Of(Name, sizes.ToString(), subject.Name, reference.Name, "time", times[0], times[1]);
    }

    private static WeightChangeImportance WeightChange(MeasuredTransformer model)
    {
        var before = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        return new WeightChangeImportance(before, before.ToDictionary(entry => entry.Key, entry => entry.Value.add(0.01)));
    }
}
