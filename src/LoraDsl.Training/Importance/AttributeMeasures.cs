namespace LoraDsl.Importance;

/// <summary>The measures that an attribute can name.</summary>
internal static class AttributeMeasures
{
    /// <summary>Makes the measure of an attribute's <c>Importance</c>, with its defaults.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enum's.</exception>
    public static IImportanceMeasure Create(RankImportance importance) => importance switch
    {
        RankImportance.GradientNorm => new GradientNorm(),
        RankImportance.GradientNormL1 => new GradientNorm(MatrixNorm.L1),
        RankImportance.HessianTrace => new HessianImportance(HessianQuantity.Trace),
        RankImportance.HessianEigenvalue => new HessianImportance(HessianQuantity.TopEigenvalue),
        RankImportance.ActivationVariance => new ActivationImportance(ActivationStatistic.Variance),
        RankImportance.ActivationEntropy => new ActivationImportance(ActivationStatistic.Entropy),
        RankImportance.Taylor => new TaylorImportance(),
        RankImportance.Ablation => new AblationImportance(),
        RankImportance.AttentionWeight => new AttentionWeightImportance(),
        RankImportance.Sensitivity => new SensitivityImportance(),
        RankImportance.ExplainedVariance => new ExplainedVariance(),
        _ => throw new ArgumentOutOfRangeException(nameof(importance), importance, "There is no such measure."),
    };
}
