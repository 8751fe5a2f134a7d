using LoraDsl.Decompositions;
using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>Both normal on the scale of the frozen weight: with its standard deviation std, its spectral norm σ₁ and its effective rank e (singular values above 0.01·σ₁), A has 0.5·std·σ₁ and B 0.1·std·σ₁ up to rank e/2, and 0.2 and 0.05 of it above.</summary>
internal sealed class PretrainedAdaptiveInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "pretrained-adaptive";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Weight;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var spectrum = WeightSpectrum.Of(context.Weight);
        using var scope = NewDisposeScope();
        var unit = context.Weight.to(ScalarType.Float64).std().item<double>() * spectrum.SpectralNorm;
        var (ofA, ofB) = context.Rank <= spectrum.EffectiveRank / 2.0 ? (0.5, 0.1) : (0.2, 0.05);
        nn.init.normal_(context.A, std: ofA * unit);
        nn.init.normal_(context.B, std: ofB * unit);
    }
}
