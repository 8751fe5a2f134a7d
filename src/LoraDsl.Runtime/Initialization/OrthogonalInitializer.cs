using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>A with orthonormal rows, B with orthonormal columns times 0.1 (Saxe et al., arXiv 1312.6120).</summary>
public sealed class OrthogonalInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "orthogonal";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Nothing;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    public void Fill(AdapterStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        nn.init.orthogonal_(start.A);
        nn.init.orthogonal_(start.B, gain: 0.1);
    }
}
