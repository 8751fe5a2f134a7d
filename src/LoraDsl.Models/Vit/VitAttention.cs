using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Vit;

/// <summary>A layer's attention with its output.</summary>
[Adaptable]
public sealed partial class VitAttention : nn.Module<Tensor, Tensor>
{
    private readonly VitSelfAttention attention;
    private readonly VitDense output;

    internal VitAttention(VitConfig config, LayerFactory layers)
        : base(nameof(VitAttention))
    {
        attention = new VitSelfAttention(config, layers);
        output = new VitDense(config.Width, config.Width, layers);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, patches, features).</param>
    public override Tensor forward(Tensor hidden)
    {
        using var attended = attention.call(hidden);
        return output.call(attended);
    }
}
