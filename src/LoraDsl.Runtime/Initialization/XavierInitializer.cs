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
    public void Fill(InitializerContext start)
    {
        ArgumentNullException.ThrowIfNull(start);
        var deviation = Math.Sqrt(2.0 / (start.InFeatures + start.OutFeatures));
        nn.init.normal_(start.A, std: deviation);
        nn.init.normal_(start.B, std: 0.1 * deviation);
    }
}
