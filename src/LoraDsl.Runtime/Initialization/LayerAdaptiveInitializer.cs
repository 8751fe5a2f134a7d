using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>Both normal: A with the standard deviation 0.02·(1 − 0.5·depth), B with that times 0.1 + 0.05·depth, so that deep layers are initialized nearer to zero.</summary>
internal sealed class LayerAdaptiveInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "layer-adaptive";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Depth;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var deviation = 0.02 * (1 - (0.5 * context.Depth));
        nn.init.normal_(context.A, std: deviation);
        nn.init.normal_(context.B, std: deviation * (0.1 + (0.05 * context.Depth)));
    }
}
