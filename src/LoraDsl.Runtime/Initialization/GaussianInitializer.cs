using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>A normal with the standard deviation 1/rank, B zero (PEFT's "gaussian").</summary>
internal sealed class GaussianInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "Gaussian";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Nothing;

    /// <inheritdoc/>
    public bool ChangesModel => false;

    /// <inheritdoc/>
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        nn.init.normal_(context.A, std: 1.0 / context.Rank);
        nn.init.zeros_(context.B);
    }
}
