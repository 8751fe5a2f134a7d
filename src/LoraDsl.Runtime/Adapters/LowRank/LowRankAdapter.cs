using LoraDsl.Initialization;
using LoraDsl.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>An adapter whose part is that of the weight s·B·A.</summary>
/// <remarks>The adapter owns A and B, under the names <c>lora_A</c> and <c>lora_B</c>.</remarks>
public abstract partial class LowRankAdapter : LayerAdapter
{
#pragma warning disable CA1051 // The names and the visibility are TorchSharp's terms: to() writes the moved parameters back into fields of the registered names.
    /// <summary>A: (rank, in) of a linear layer, (rank, rows) of an embedding, (rank, in, height, width) of a convolution.</summary>
    protected Parameter lora_A;

    /// <summary>B: (out, rank) of a linear layer, (width, rank) of an embedding, (out, rank, 1, 1) of a convolution.</summary>
    protected Parameter lora_B;
#pragma warning restore CA1051

    private protected LowRankAdapter(
        AdaptedLayer layer, int rank, double dropout, AdapterInitialization initialization, bool compensate = false, bool dora = false)
        : this(layer, LowRankFactors.Create(layer, rank), dropout)
    {
        Initialization = initialization;
        Compensates = compensate;
        initializer = AttributeInitializers.Create(initialization);
        if (dora)
            AddMagnitude();
    }

    private protected LowRankAdapter(AdaptedLayer layer, (Parameter A, Parameter B) factors, double dropout)
        : base(layer, dropout)
    {
        (lora_A, lora_B) = factors;
        StoredRank = (int)lora_A.shape[0];
        register_parameter(nameof(lora_A), lora_A);
        register_parameter(nameof(lora_B), lora_B);
    }

    /// <summary>The scaling s as α at <see cref="LayerAdapter.EffectiveRank"/>, and whether it is α/√rank; files have it so.</summary>
    internal virtual (double Alpha, bool RankStabilized) EffectiveAlpha => (Alpha, RankStabilized);

    internal Parameter A
    {
        get
        {
            Follow();
            return lora_A;
        }
    }

    internal Parameter B
    {
        get
        {
            Follow();
            return lora_B;
        }
    }

    /// <summary>Rows of A: the greatest rank that the adapter holds parameters for.</summary>
    internal int StoredRank { get; private set; }

    /// <inheritdoc/>
    private protected override IReadOnlyList<Parameter> RegisteredFactors =>
        lora_magnitude_vector is null ? [lora_A, lora_B] : [lora_A, lora_B, lora_magnitude_vector];

    /// <inheritdoc/>
    private protected sealed override Parameter FirstFactor => lora_A;

    /// <summary>Whether training has moved the adapter away from its start, at which a factor is zero unless the start is known not to be.</summary>
    internal sealed override bool IsTrained
    {
        get
        {
            using var scope = NewDisposeScope();
            return start is null
                ? Factors.All(factor => factor.detach().count_nonzero().item<long>() > 0)
                : !start.Equals(lora_A, lora_B);
        }
    }

    /// <summary>A and B as they enter the product s·B·A at the current rank; views, to be disposed by the caller's scope.</summary>
    internal virtual (Tensor A, Tensor B) CurrentFactors() => (lora_A.detach(), lora_B.detach());

    /// <summary>Puts parameters into the fields of the factors, and registers them under the fields' names.</summary>
    /// <param name="factors">One for each of <see cref="LayerAdapter.Factors"/>.</param>
    private protected override void Register(IReadOnlyList<Parameter> factors)
    {
        (lora_A, lora_B) = (factors[0], factors[1]);
        if (FreezesA)
            lora_A.requires_grad = false;
        StoredRank = (int)lora_A.shape[0];
        ConditionallyRegisterParameter(nameof(lora_A), lora_A);
        ConditionallyRegisterParameter(nameof(lora_B), lora_B);
        if (lora_magnitude_vector is null)
            return;
        lora_magnitude_vector = factors[2];
        ConditionallyRegisterParameter(nameof(lora_magnitude_vector), lora_magnitude_vector);
    }

    /// <summary>Throws, before anything is changed, unless a file's factors fit this adapter.</summary>
    /// <param name="path">The adapter's path in the model, for the message.</param>
    /// <param name="rank">Rank in the file; 0 when the file has no such adapter.</param>
    /// <param name="alpha">α in the file.</param>
    /// <param name="rankStabilized">Whether the file scales by α/√rank.</param>
    internal abstract void RequireLoadable(string path, int rank, double alpha, bool rankStabilized);

    /// <summary>Whether this adapter goes on from a start that a file has the base compensated for; else it takes the components together.</summary>
    /// <param name="rank">Rank without the components that take the start back.</param>
    /// <param name="stored">Rank with them.</param>
    internal virtual bool TakesInitialization(int rank, int stored) => false;

    /// <summary>What a file has of this adapter, as values for <see cref="LayerAdapter.Factors"/>; to be disposed by the caller's scope.</summary>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="e">AdaLoRA's Λ as a column, or <see langword="null"/>.</param>
    /// <param name="scaling">The scaling of the file.</param>
    internal virtual IReadOnlyList<Tensor> FactorsFrom(Tensor a, Tensor b, Tensor? e, double scaling) =>
        [a, e is null ? b : b.mul(Layer.AlongRanksOfB(e))];
}
