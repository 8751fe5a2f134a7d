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
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        nn.init.kaiming_normal_(context.A);
        nn.init.kaiming_normal_(context.B);
        context.B.mul_(0.1);
    }
}
