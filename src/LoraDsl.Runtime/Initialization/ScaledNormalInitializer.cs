using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>Both normal: A with the standard deviation 0.02, B with 0.002.</summary>
internal sealed class ScaledNormalInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "scaled normal";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Nothing;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        nn.init.normal_(context.A, std: 0.02);
        nn.init.normal_(context.B, std: 0.002);
    }
}
