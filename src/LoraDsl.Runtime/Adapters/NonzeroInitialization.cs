using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// Initial values whose B₀·A₀ is not zero: what training is measured against, and, where the base is compensated for it, both of the layer's weights,
/// W and W − s·B₀·A₀. The layer has one of them, this object the other.
/// </summary>
internal sealed class NonzeroInitialization : IDisposable
{
    private readonly AdaptedLayer layer;
    private Tensor? other;
    private bool changesWeight;

    /// <summary>Copies the start; the base stays as it is.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="a">A₀.</param>
    /// <param name="b">B₀.</param>
    /// <param name="scaling">The scaling s that they start with.</param>
    public NonzeroInitialization(AdaptedLayer layer, Tensor a, Tensor b, double scaling)
    {
        this.layer = layer;
        A = a.detach().clone().DetachFromDisposeScope();
        B = b.detach().clone().DetachFromDisposeScope();
        Scaling = scaling;
    }

    /// <summary>A₀.</summary>
    public Tensor A { get; }

    /// <summary>B₀.</summary>
    public Tensor B { get; }

    /// <summary>The scaling at the start.</summary>
    public double Scaling { get; }

    /// <summary>Whether there is a compensated weight, in the layer or out of it.</summary>
    public bool Compensates => other is not null;

    /// <summary>Whether the layer has the compensated weight.</summary>
    public bool IsInForce { get; private set; }

    /// <summary>W as it was, bit for bit.</summary>
    public Tensor Original => IsInForce ? other! : layer.Weight;

    /// <summary>Forms W − s·B₀·A₀ in float32 (float64 for a float64 base), rounded once to W's own type; the layer does not have it yet.</summary>
    public void Compensate()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var weight = layer.Weight;
        other = Compensated(weight).DetachFromDisposeScope();
        changesWeight = other.ne(weight).any().item<bool>();
    }

    /// <summary>Whether factors are those of the start, bit for bit.</summary>
    public bool Equals(Tensor a, Tensor b) => Same(A, a) && Same(B, b);

    /// <summary>Whether the layer has its original weight where it should have the compensated one: something wrote it there.</summary>
    public bool IsLost
    {
        get
        {
            using var scope = NewDisposeScope();
            return IsInForce && changesWeight && Same(other!, layer.Weight);
        }
    }

    /// <summary>Puts the compensated weight into the layer, or takes it out again.</summary>
    public void SetInForce(bool value)
    {
        if (other is null || value == IsInForce)
            return;
        if (!value)
            WarnIfWritten();
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var had = layer.Weight.detach().clone();
        layer.Weight.copy_(other);
        other.Dispose();
        other = had.DetachFromDisposeScope();
        IsInForce = value;
    }

    /// <summary>Frees the copies; the layer keeps the weight that it has.</summary>
    public void Dispose()
    {
        A.Dispose();
        B.Dispose();
        other?.Dispose();
        other = null;
    }

    private Tensor Compensated(Tensor weight)
    {
        var type = weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        return weight.to(type).sub(layer.Product(A.to(type, weight.device), B.to(type, weight.device)).mul_(Scaling)).to(weight.dtype);
    }

    private void WarnIfWritten()
    {
        if (LoraWarnings.Handler is { } handler && !IsLost && WrittenWeight.Differs(layer.Weight, other!, Compensated))
            handler($"The weight of '{layer.Name}' was written while it was compensated for its adapter's initial values, by a base that was loaded, for example: what is put back is the one from before. Load the base before Initialize(…), or call Reset() first.");
    }

    // A move of the model to another device or type leaves this object behind.
    private static bool Same(Tensor start, Tensor factor)
    {
        using var scope = NewDisposeScope();
        return start.shape.AsSpan().SequenceEqual(factor.shape) && start.to(factor.dtype, factor.device).eq(factor.detach()).all().item<bool>();
    }
}
