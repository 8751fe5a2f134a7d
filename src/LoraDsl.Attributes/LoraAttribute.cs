using System;

namespace LoraDsl;

/// <summary>
/// Adapts Linear, Embedding and Conv2d layers by LoRA (Hu et al., arXiv 2106.09685): y = x·Wᵀ + b + s·(x·Aᵀ)·Bᵀ with W and b
/// frozen, A (rank × in) and B (out × rank) trained. On a field it adapts that layer; on a class, every such field of it
/// that has no attribute of its own.
/// </summary>
/// <remarks>
/// On a field of a class that has a <c>[Lora]</c> too, the options that are left out are the class's: Alpha, Dropout, MinRank,
/// MaxRank, RankStabilized, InitialRank, Schedule, Plan, Init, Compensate,
/// Dora, LearningRateRatio and FreezeA. Only where the class leaves them out as well do the defaults below apply.
/// Importance, Allocation, Rounding and BudgetUnit say how a budget is shared out and belong to the place where it is written; only
/// <see cref="AllocationStrategy.AdaLora"/> is said again where adapters are declared that draw on a budget of another class.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, Inherited = false, AllowMultiple = true)]
public sealed class LoraAttribute : Attribute
{
    /// <summary>A fixed rank for every adapter.</summary>
    /// <param name="rank">The rank, at least 1.</param>
    public LoraAttribute(int rank)
    {
        Rank = rank;
    }

    /// <summary>A rank that is found by measurement: <c>"adaptive"</c>.</summary>
    /// <param name="rank">The word <c>"adaptive"</c>.</param>
    /// <param name="budget">
    /// The ranks to share out, in total, over the adaptive adapters of this class and of its annotated children that have
    /// no budget of their own. Left out, the budget of the class that holds this one applies.
    /// </param>
    public LoraAttribute(string rank, int budget = 0)
    {
        RankWord = rank;
        Budget = budget;
    }

    /// <summary>The fixed rank; 0 when the rank is adaptive.</summary>
    public int Rank { get; }

    /// <summary><c>"adaptive"</c>, or <see langword="null"/> when the rank is fixed.</summary>
    public string? RankWord { get; }

    /// <summary>The ranks to share out; 0 when the budget stands on an enclosing model.</summary>
    public int Budget { get; }

    /// <summary>
    /// α of the scaling s = α/rank (α/√rank when <see cref="RankStabilized"/>). Left out, s is 1 at every rank.
    /// </summary>
    public double Alpha { get; set; }

    /// <summary>
    /// Probability in [0, 1) with which an element of the adapter's input is dropped in training. Default 0. An Embedding's input
    /// are indices, of which none are dropped.
    /// </summary>
    public double Dropout { get; set; }

    /// <summary>Least rank that an adaptive adapter may get, or that AdaLoRA leaves it; 0 lets it vanish. Default 1.</summary>
    public int MinRank { get; set; } = 1;

    /// <summary>Greatest rank that an adaptive adapter may get. Left out, the layer's own sizes are the only limit.</summary>
    public int MaxRank { get; set; }

    /// <summary>
    /// Where a budget is written: what its ranks follow. Default <see cref="RankImportance.GradientNorm"/>. A measure passed to
    /// <c>AllocateRanks</c> comes first.
    /// </summary>
    public RankImportance Importance { get; set; }

    /// <summary>
    /// Where a budget is written: how it becomes ranks. Default <see cref="AllocationStrategy.Proportional"/>. An allocation passed to
    /// <c>AllocateRanks</c> comes first.
    /// </summary>
    public AllocationStrategy Allocation { get; set; }

    /// <summary>Where a budget is written: how shares become whole ranks. Default <see cref="RankRounding.LargestRemainder"/>.</summary>
    public RankRounding Rounding { get; set; }

    /// <summary>What the budget written beside it counts. Default <see cref="BudgetUnit.Ranks"/>.</summary>
    public BudgetUnit BudgetUnit { get; set; }

    /// <summary>
    /// The rank that an adapter starts with under <see cref="AllocationStrategy.AdaLora"/>, at least 1 and at most
    /// <see cref="MaxRank"/>. Default 12, or less where the bounds or the layer's sizes allow no more.
    /// </summary>
    public int InitialRank { get; set; } = 12;

    /// <summary>What moves the rank of an adaptive adapter in training. Default <see cref="RankSchedule.Constant"/>.</summary>
    public RankSchedule Schedule { get; set; }

    /// <summary>
    /// What A and B start with. Default <see cref="AdapterInitialization.Original"/>. What needs no more than random numbers, and leaves the
    /// model as it is, happens in <c>AttachLora()</c>; what looks at the base, at data or at the whole model waits for <c>model.Lora.Initialize(…)</c>.
    /// </summary>
    public AdapterInitialization Init { get; set; }

    /// <summary>
    /// Whether the base takes back what an initialization with B·A ≠ 0 adds, W ← W − s·B·A, so that the model still answers as its base. Default
    /// <see langword="true"/>.
    /// </summary>
    public bool Compensate { get; set; } = true;

    /// <summary>Scale by α/√rank (Kalajdzievski, arXiv 2312.03732) instead of α/rank.</summary>
    public bool RankStabilized { get; set; }

    /// <summary>
    /// DoRA (Liu et al., arXiv 2402.09353): a magnitude for each output is trained beside the direction W + s·B·A. Default
    /// <see langword="false"/>.
    /// </summary>
    public bool Dora { get; set; }

    /// <summary>
    /// LoRA+ (Hayou et al., arXiv 2402.12354): B's learning rate over A's, in the optimizer that the adapters make. The paper recommends 16. Left
    /// out, there is one rate. Embeddings have theirs from the optimizer.
    /// </summary>
    public double LearningRateRatio { get; set; }

    /// <summary>
    /// LoRA-FA (Zhang et al., arXiv 2308.03303): A stays as it was initialized and only B trains, so that the input of a linear layer is not
    /// kept for the backward pass. Default <see langword="false"/>.
    /// </summary>
    public bool FreezeA { get; set; }

    /// <summary>
    /// On a class or a recipe: which biases of the base are trained and saved with the adapters, as by PEFT's <c>bias</c>. Of a class they are those of its own layers, of
    /// a recipe those of all of its layers; <see cref="BiasTraining.All"/> is every bias of the model. Default <see cref="BiasTraining.None"/>.
    /// </summary>
    public BiasTraining Bias { get; set; }

    /// <summary>
    /// Whether B has a bias of its own (PEFT's <c>lora_bias</c>): y += s·b. For a rank that is a number; of a class, embeddings are passed by. Merging needs a layer with a bias.
    /// </summary>
    public bool LoraBias { get; set; }

    /// <summary>
    /// How visible the property is by which the adapted layer is called. Default <see cref="PlaceAccessibility.Field"/>, unless the assembly has
    /// <see cref="LoraAccessibilityAttribute"/>. The set <c>Lora</c> shows every adapter in any case.
    /// </summary>
    public PlaceAccessibility Accessibility { get; set; }

    /// <summary>
    /// On a class: the only fields that it adapts, by name, <c>nameof(query)</c>, or by the name's beginning, <c>"attention*"</c>.
    /// A field's own attribute counts without being named.
    /// </summary>
    public string[]? Targets { get; set; }

    /// <summary>On a class: fields that it leaves as they are, named as in <see cref="Targets"/>.</summary>
    public string[]? Exclude { get; set; }
}
