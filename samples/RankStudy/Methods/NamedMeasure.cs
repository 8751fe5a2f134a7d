using LoraDsl.Importance;
using RankStudy.Runs;

namespace RankStudy.Methods;

/// <summary>A measure of importance.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Create">Makes it for a set of images.</param>
internal sealed record NamedMeasure(string Name, Func<StudyData, IImportanceMeasure> Create)
{
    /// <summary>Whether it scores single components too.</summary>
    public bool ScoresComponents { get; init; }

    /// <summary>The measures that are compared.</summary>
    public static IReadOnlyList<NamedMeasure> All { get; } =
    [
        new("gradient norm L1", _ => new GradientNorm(MatrixNorm.L1)),
        new("gradient norm L2", _ => new GradientNorm()),
        new("Hessian trace", data => new HessianImportance(HessianQuantity.Trace, data.Plan.HessianSteps)),
        new("Hessian top eigenvalue", data => new HessianImportance(HessianQuantity.TopEigenvalue, data.Plan.HessianSteps)),
        new("activation variance", _ => new ActivationImportance()),
        new("activation entropy", _ => new ActivationImportance(ActivationStatistic.Entropy)),
        new("Taylor", _ => new TaylorImportance()),
        new("ablation", _ => new AblationImportance()),
        new("weight change", data => new WeightChangeImportance(data.Base.state_dict(), data.FineTuned())) { ScoresComponents = true },
        new("explained variance", _ => new ExplainedVariance()) { ScoresComponents = true },
        new("attention weight", _ => new BlockAttention()),
        new("sensitivity", _ => new SensitivityImportance()),
        new("learned", _ => new LearnedImportance(measured: 6)),
        new("combined", _ => new CombinedImportance((new GradientNorm(), 1), (new TaylorImportance(), 1), (new ActivationImportance(), 1))),
    ];
}
