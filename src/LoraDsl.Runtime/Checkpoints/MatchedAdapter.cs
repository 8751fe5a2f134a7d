using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>What a file has for an adapter of the model.</summary>
/// <param name="Adapter">The adapter.</param>
/// <param name="Factors">Values of its factors.</param>
/// <param name="Start">The start that the base is to be compensated for, or <see langword="null"/>.</param>
internal sealed record MatchedAdapter(LayerAdapter Adapter, IReadOnlyList<Tensor> Factors, (Tensor A, Tensor B, double Scaling)? Start)
{
    /// <summary>The layer's weight as the file has it, where that is another than the model's.</summary>
    public Tensor? BaseWeight { get; init; }

    /// <summary>The rank of the factors; 0 where the file leaves the adapter out.</summary>
    public int Rank { get; init; }

    /// <summary>What the file says of the layer, or <see langword="null"/> where it leaves the adapter out.</summary>
    public DescribedLayer? Layer { get; init; }

    /// <summary>Tells the adapter what it has been given.</summary>
    public void Complete() => Adapter.OnLoaded(Rank, Layer?.AlphaAt(Rank) ?? 0, Layer?.RankStabilized ?? false);

    /// <summary>Puts the values in their place.</summary>
    public void Adopt()
    {
        if (BaseWeight is not null)
        {
            using var untracked = no_grad();
            Adapter.Layer.Weight.copy_(BaseWeight);
        }

        Adapter.SetFactors(Factors);
        if (Start is not var (a, b, scaling))
            return;
        using var scope = NewDisposeScope();
        var weight = Adapter.Layer.Weight;

        // The start of a 16-bit base is kept as exactly as its product is formed.
        var type = weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        var begun = new NonzeroInitialization(Adapter.Layer, a.to(type, weight.device), b.to(type, weight.device), scaling);
        ((LowRankAdapter)Adapter).TakeInitialization(begun, compensate: true);
    }
}
