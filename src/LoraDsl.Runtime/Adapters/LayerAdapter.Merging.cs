using static TorchSharp.torch;

namespace LoraDsl.Adapters;

public abstract partial class LayerAdapter
{
    /// <summary>Whether the adapter is at present part of the layer's weight.</summary>
    public bool IsMerged { get; internal set; }

    /// <summary>Puts the adapter's part into the layer's weight: W ← W + ΔW.</summary>
    internal void Merge()
    {
        RequireUnmerged("merge");
        if (!enabled)
            throw new InvalidOperationException($"The adapter '{Name}' is disabled: set Enabled to true before it is merged.");
        if (!ReferenceEquals(Place.Only, this))
            throw new InvalidOperationException($"The layer '{Name}' does not run with the adapter \"{AdapterName}\" alone: call Use() on its set first, or merge what is in force by LoraModel.Adapters(model).Merge().");
        Follow();
        Place.Merge();
    }

    /// <summary>Puts W back, bit for bit.</summary>
    internal void Unmerge()
    {
        if (IsMerged)
            Place.Unmerge();
    }

    /// <summary>The weight with the adapter's part: product and sum in float32 (float64 for a float64 base), to be rounded once to W's own type.</summary>
    internal virtual Tensor MergedWeight(Tensor weight)
    {
        var type = weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        return WeightPart(weight, type).add_(weight.to(type));
    }

    /// <summary>What the adapter adds to the weight, in the weight's shape and of a type.</summary>
    internal abstract Tensor WeightPart(Tensor weight, ScalarType type);

    /// <summary>Whether merging the adapter changes the weight.</summary>
    internal virtual bool ChangesWeight => EffectiveRank > 0;

    /// <summary>What the adapter adds to the layer's bias, of a type; <see langword="null"/> of a method that leaves the bias alone.</summary>
    internal virtual Tensor? BiasPart(Tensor bias, ScalarType type) => null;

    /// <summary>Throws when the adapter is merged.</summary>
    /// <param name="action">What cannot be done, as an infinitive.</param>
    private protected void RequireUnmerged(string action)
    {
        if (IsMerged)
            throw new InvalidOperationException($"Cannot {action} the adapter '{Name}' while it is merged: call Unmerge() first.");
    }
}
