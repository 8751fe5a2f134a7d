using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>LoRA's own initialization: A uniform in ±1/√in (Kaiming with a = √5), B zero.</summary>
public sealed class KaimingUniformInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "Kaiming uniform";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Nothing;

    /// <inheritdoc/>
    public bool ChangesModel => false;

    /// <inheritdoc/>
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        nn.init.kaiming_uniform_(context.A, a: Math.Sqrt(5));
        nn.init.zeros_(context.B);
    }
}
