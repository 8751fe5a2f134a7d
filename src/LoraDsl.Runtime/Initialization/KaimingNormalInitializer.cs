using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>Both normal with √(2/fan-in) (He et al., arXiv 1502.01852): the fan-in of A is in, that of B the rank; B is scaled down to a tenth.</summary>
internal sealed class KaimingNormalInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "Kaiming normal";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Nothing;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    public void Fill(InitializerContext start)
    {
        ArgumentNullException.ThrowIfNull(start);
        nn.init.kaiming_normal_(start.A);
        nn.init.kaiming_normal_(start.B);
        start.B.mul_(0.1);
    }
}
