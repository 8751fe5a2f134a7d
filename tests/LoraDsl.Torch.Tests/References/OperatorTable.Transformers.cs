using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.References;

internal static partial class OperatorTable
{
    private static readonly Calls Transformers = new()
    {
        { "encoder_layer", x => Numbered(nn.TransformerEncoderLayer(6, 2, 8, 0), x).call(x) },
        { "encoder_layer_gelu", x => Numbered(nn.TransformerEncoderLayer(6, 2, 8, 0, nn.Activations.GELU), x).call(x, eye(5, dtype: ScalarType.Bool), Padding()) },
        { "encoder", x => Numbered(nn.TransformerEncoder(nn.TransformerEncoderLayer(6, 2, 8, 0), 2), x).call(x, null!, Padding()) },
        { "decoder_layer", (x, y) => Numbered(nn.TransformerDecoderLayer(6, 3, 8, 0), x).call(x, y, Causal(x), null!, null!, Padding()) },
        { "decoder", (x, y) => Numbered(nn.TransformerDecoder(nn.TransformerDecoderLayer(6, 2, 8, 0), 2), x).call(x, y) },
        { "transformer", (x, y) => Numbered(nn.Transformer(6, 2, 1, 2, 8, 0), x).call(x, y) },
        { "transformer_masked", (x, y) => Numbered(nn.Transformer(6, 2, 1, 1, 8, 0, nn.Activations.GELU), x).call(x, y, null!, Causal(x), null!, Padding(), null!, Padding()) },
    };

    private static Tensor Causal(Tensor like) => full([4L, 4L], double.NegativeInfinity, dtype: like.dtype).triu(1);

    // transformers.py has the same.
    private static T Numbered<T>(T module, Tensor like)
        where T : nn.Module
    {
        module.to(like.dtype);
        using var untracked = no_grad();
        var place = 0;
        foreach (var (_, parameter) in module.named_parameters().OrderBy(pair => pair.name, StringComparer.Ordinal))
        {
            parameter.copy_(((arange(parameter.numel(), dtype: ScalarType.Float64) + place++) * 0.7).sin().mul(0.4).reshape(parameter.shape));
            parameter.requires_grad = false;
        }
        return module;
    }
}
