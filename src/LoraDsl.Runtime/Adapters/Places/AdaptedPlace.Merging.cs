using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <remarks>Merging is the layer's: whatever sum of adapters goes into the weight, one copy of it brings the weight back, bit for bit.</remarks>
public sealed partial class AdaptedPlace
{
    private LayerAdapter[] merged = [];
    private Tensor? baseWeight;
    private Tensor? baseBias;

    /// <summary>Whether something is in the weight.</summary>
    internal bool IsMerged => merged.Length > 0;

    /// <summary>Whether merging what is in force changes the weight.</summary>
    internal bool ChangesWeight => InForce.Any(entry => entry.Adapter.ChangesWeight && entry.Weight != 0);

    /// <summary>Puts what is in force into the weight: W ← W + Σ wᵢ·sᵢ·Bᵢ·Aᵢ, formed in float32 (float64 for a float64 base) and rounded once.</summary>
    internal void Merge()
    {
        var chosen = InForce;
        if (Layer.MergeRefusal is { } reason)
            throw new InvalidOperationException($"Nothing can be merged into the layer '{Name}': {reason}.");
        if (chosen.Any(entry => entry.Adapter.HasShift) && Layer.Bias is null)
            throw new InvalidOperationException($"'{Name}' has no bias, which the bias on B of its adapter could be merged into: run it unmerged, or give the layer a bias of zeros.");
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var weight = Layer.Weight;
        if (ChangesWeight)
        {
            var value = Merged(weight, chosen);
            var bias = MergedBias(chosen);
            var kept = weight.detach().clone();
            weight.copy_(value);
            baseWeight = kept.DetachFromDisposeScope();
            if (bias is not null)
            {
                baseBias = Layer.Bias!.detach().clone().DetachFromDisposeScope();
                Layer.Bias.copy_(bias);
            }
        }

        merged = [.. chosen.Select(entry => entry.Adapter)];
        foreach (var adapter in merged)
            adapter.IsMerged = true;
    }

    /// <summary>
    /// Warns when the weight is not what was merged: a state was loaded, or the weight written, and unmerging puts back the one from before.
    /// </summary>
    internal void WarnIfWritten()
    {
        if (baseWeight is not null && LoraWarnings.Handler is { } handler && WrittenWeight.Differs(Layer.Weight, baseWeight, Merged))
            handler($"The weight of '{Name}' was written while adapters were merged into it, by a state that was loaded, for example: Unmerge() puts back the one from before the merge, and what was written is lost. Load states while nothing is merged.");

        Tensor Merged(Tensor weight) => AdaptedPlace.Merged(weight, InForce);
    }

    /// <summary>Puts W back, bit for bit. Does nothing where nothing is merged.</summary>
    internal void Unmerge()
    {
        if (baseWeight is not null)
        {
            using var noGradient = no_grad();
            Layer.Weight.copy_(baseWeight);
            if (baseBias is not null)
                Layer.Bias!.copy_(baseBias);
            ForgetBase();
        }

        foreach (var adapter in merged)
            adapter.IsMerged = false;
        merged = [];
    }

    /// <summary>Throws when the merged weight has values that are not finite.</summary>
    /// <param name="path">The layer's path, for the message.</param>
    internal void RequireFinite(string path)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        if (!Layer.Weight.isfinite().all().item<bool>() || (baseBias is not null && !Layer.Bias!.isfinite().all().item<bool>()))
            throw new InvalidOperationException($"Merging gives the weight of '{path}' values that are not finite as {Layer.Weight.dtype}, and nothing was merged: look for NaN in the adapters and in the base, or take a wider type.");
    }

    /// <summary>Lets what is merged be the weight from here on.</summary>
    internal void KeepMerged()
    {
        foreach (var adapter in merged)
        {
            adapter.IsMerged = false;
            adapter.KeepWeight();
        }

        merged = [];
        ForgetBase();
    }

    /// <summary>An adapter is freed: a model that ends merged has no use for the base.</summary>
    internal void OnDisposed(LayerAdapter adapter)
    {
        if (!Array.Exists(merged, entry => ReferenceEquals(entry, adapter)))
            return;
        ForgetBase();
        merged = [];
    }

    private void ForgetBase()
    {
        baseWeight?.Dispose();
        baseBias?.Dispose();
        (baseWeight, baseBias) = (null, null);
    }

    // Nothing where no method changes the bias.
    private Tensor? MergedBias(IReadOnlyList<WeightedAdapter> chosen)
    {
        if (Layer.Bias is not { } bias)
            return null;
        var type = bias.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        Tensor? total = null;
        foreach (var (adapter, share) in chosen)
        {
            if (adapter.BiasPart(bias, type) is { } part)
                total = (total ?? bias.detach().to(type)).add(part, share);
        }

        return total;
    }

    private static Tensor Merged(Tensor weight, IReadOnlyList<WeightedAdapter> chosen) =>
        chosen is [{ Weight: 1 } single] ? single.Adapter.MergedWeight(weight) : Sum(weight, chosen);

    private static Tensor Sum(Tensor weight, IReadOnlyList<WeightedAdapter> chosen)
    {
        var type = weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        var total = weight.detach().to(type, copy: true);
        foreach (var (adapter, share) in chosen)
        {
            if (adapter.ChangesWeight)
                total.add_(adapter.WeightPart(weight, type), share);
        }

        return total;
    }
}
