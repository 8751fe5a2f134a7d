using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>Both normal: A with the standard deviation √(2/(in + out)) (Glorot and Bengio, 2010), B with a tenth of it.</summary>
internal sealed class XavierInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "Xavier";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Nothing;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var deviation = Math.Sqrt(2.0 / (context.InFeatures + context.OutFeatures));
        nn.init.normal_(context.A, std: deviation);
        nn.init.normal_(context.B, std: 0.1 * deviation);
    }
}
