using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>What a file has for an adapter of the model.</summary>
/// <param name="Adapter">The adapter.</param>
/// <param name="Factors">Values of its factors.</param>
/// <param name="Start">The start that the base is to be compensated for, or <see langword="null"/>.</param>
internal sealed record MatchedAdapter(LayerAdapter Adapter, IReadOnlyList<Tensor> Factors, (Tensor A, Tensor B, double Scaling)? Start)
{
    /// <summary>Puts the values in their place.</summary>
    public void Adopt()
    {
        Adapter.SetFactors(Factors);
        if (Start is not var (a, b, scaling))
            return;
        using var scope = NewDisposeScope();
        var weight = Adapter.Layer.Weight;
        var begun = new NonzeroInitialization(
            Adapter.Layer, a.to(weight.dtype, weight.device), b.to(weight.dtype, weight.device), scaling);
        Adapter.TakeInitialization(begun, compensate: true);
    }
}
