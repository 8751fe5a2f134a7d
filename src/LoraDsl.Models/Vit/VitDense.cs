using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Vit;

/// <summary>A linear layer under the name that checkpoints have for it in several places.</summary>
[Adaptable]
public sealed partial class VitDense : nn.Module<Tensor, Tensor>
{
    private readonly Linear dense;

    internal VitDense(long inputs, long outputs, LayerFactory layers)
        : base(nameof(VitDense))
    {
        dense = layers.Linear(inputs, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, patches, features).</param>
    public override Tensor forward(Tensor hidden) => Dense.forward(hidden);
}
