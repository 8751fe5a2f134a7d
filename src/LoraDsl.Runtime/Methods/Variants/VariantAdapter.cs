using LoraDsl.Adapters;
using LoraDsl.Forward;
using LoraDsl.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>An adapter of a method whose factors are not LoRA's A and B: VeRA, LoHa, LoKr, IA³. The factors have PEFT's names and shapes.</summary>
public abstract partial class VariantAdapter : LayerAdapter
{
    private readonly string[] names;

    private protected VariantAdapter(AdaptedLayer layer, double dropout, IReadOnlyList<(string Name, long[] Shape)> factors)
        : base(layer.RequireProduct("VeRA, LoHa, LoKr or IA³"), dropout)
    {
        names = [.. factors.Select(factor => factor.Name)];
        foreach (var (name, shape) in factors)
            register_parameter(name, LowRankFactors.AsParameter(zeros(shape, dtype: layer.FactorType, device: layer.Weight.device)));
    }

    /// <inheritdoc/>
    private protected sealed override IReadOnlyList<Parameter> RegisteredFactors => Array.ConvertAll(names, Registered);

    /// <inheritdoc/>
    private protected sealed override Parameter FirstFactor => Registered(names[0]);

    /// <inheritdoc/>
    internal sealed override void InitializeAlone() => ResetFactors();

    /// <inheritdoc/>
    internal sealed override Tensor Hooked(Tensor input, Tensor output)
    {
        Follow();
        return Observed(input, TakesPart ? WithPart(input, output) : output);
    }

    /// <summary>The layer's output, which is there already, with the adapter's part; it belongs to the caller's scope.</summary>
    private protected abstract Tensor WithPart(Tensor input, Tensor output);

    /// <summary>Puts initial values into a factor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="factor">The factor.</param>
    private protected abstract void Initialize(string name, Tensor factor);

    /// <summary>A factor of a type.</summary>
    private protected Tensor Factor(string name, ScalarType type) => LowRank.As(Registered(name), type);

    /// <summary>Whether the adapter has a factor.</summary>
    private protected bool Has(string name) => Array.IndexOf(names, name) >= 0;

    /// <inheritdoc/>
    private protected sealed override void Register(IReadOnlyList<Parameter> factors)
    {
        foreach (var (name, factor) in names.Zip(factors))
            ConditionallyRegisterParameter(name, factor);
    }

    /// <inheritdoc/>
    private protected sealed override void ResetFactors()
    {
        Follow();
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        foreach (var name in names)
            Initialize(name, Registered(name));
    }
}
