namespace LoraDsl.Generators.Model;

/// <summary>A <c>[Lora(…)]</c> as it was written.</summary>
/// <param name="Rank">The fixed rank, or <see langword="null"/> when a word stands in its place.</param>
/// <param name="RankWord">The word in the rank's place, or <see langword="null"/> when the rank is a number.</param>
/// <param name="Budget">The budget, or <see langword="null"/> when it was left out.</param>
/// <param name="Alpha">α, or <see langword="null"/> when it was left out.</param>
/// <param name="Dropout">The dropout probability, or <see langword="null"/> when it was left out.</param>
/// <param name="MinRank">The least rank, or <see langword="null"/> when it was left out.</param>
/// <param name="MaxRank">The greatest rank, or <see langword="null"/> when it was left out.</param>
/// <param name="RankStabilized">Whether α is divided by the rank's root, or <see langword="null"/> when it was left out.</param>
/// <param name="Sharing">How the budget is shared out.</param>
/// <param name="InitialRank">The rank that AdaLoRA starts with, or <see langword="null"/> when it was left out.</param>
/// <param name="Schedule">What moves the rank in training, or <see langword="null"/> when it was left out.</param>
/// <param name="Init">How A and B are initialized, or <see langword="null"/> when it was left out.</param>
/// <param name="Compensate">Whether the base is compensated for the initialization, or <see langword="null"/> when it was left out.</param>
/// <param name="Layers">Which layers of a class it is about.</param>
internal sealed record LoraDeclaration(
    int? Rank,
    string? RankWord,
    int? Budget,
    double? Alpha,
    double? Dropout,
    int? MinRank,
    int? MaxRank,
    bool? RankStabilized,
    BudgetOptions Sharing,
    int? InitialRank,
    RankSchedule? Schedule,
    AdapterInitialization? Init,
    bool? Compensate,
    LayerSelection Layers) : AdapterDeclaration(Alpha, Dropout, Init, Layers)
{
    /// <summary>Which biases of the base are trained, or <see langword="null"/> when it was left out.</summary>
    public BiasTraining? Bias { get; init; }

    /// <summary>Whether B has a bias, or <see langword="null"/> when it was left out.</summary>
    public bool? LoraBias { get; init; }

    /// <summary>The one word that may stand in the rank's place.</summary>
    public const string AdaptiveWord = "adaptive";

    /// <summary>The least rank of an adaptive adapter when none was written.</summary>
    public const int DefaultMinRank = 1;

    /// <summary>The rank that AdaLoRA starts with when none was written.</summary>
    public const int DefaultInitialRank = 12;

    /// <summary>Whether the rank is found by measurement; a misspelt word counts as well.</summary>
    public bool IsAdaptive => Rank is null;

    /// <summary>
    /// Whether the adapters are AdaLoRA's, ΔW = s·P·Λ·Q. That is decided where adapters are declared: by the class's attribute, or by
    /// the field's unless it draws on its class's budget.
    /// </summary>
    public bool IsAdaLora => IsAdaptive && Sharing.IsAdaLora;
}
