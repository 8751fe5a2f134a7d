using LoraDsl.Adapters;
using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Llama;

/// <summary>Attention of a token to itself and what came before, with turned queries and keys, whose heads several queries may share.</summary>
[Adaptable]
public sealed partial class LlamaAttention : nn.Module<Tensor, DecoderPass, Tensor>
{
    private readonly Linear q_proj;
    private readonly Linear k_proj;
    private readonly Linear v_proj;
    private readonly Linear o_proj;
    private readonly RmsNorm? q_norm;
    private readonly RmsNorm? k_norm;
    private readonly LlamaConfig config;
    private readonly int index;

    internal LlamaAttention(LlamaConfig config, int index, LayerFactory layers)
        : base(nameof(LlamaAttention))
    {
        (this.config, this.index) = (config, index);
        q_proj = layers.Linear(config.Width, config.Heads * config.HeadWidth, config.HasInputBias);
        k_proj = layers.Linear(config.Width, config.KeyHeads * config.HeadWidth, config.HasInputBias);
        v_proj = layers.Linear(config.Width, config.KeyHeads * config.HeadWidth, config.HasInputBias);
        o_proj = layers.Linear(config.Heads * config.HeadWidth, config.Width, config.HasOutputBias);
        q_norm = config.HasHeadNorms ? layers.RmsNorm(config.HeadWidth, config.Epsilon) : null;
        k_norm = config.HasHeadNorms ? layers.RmsNorm(config.HeadWidth, config.Epsilon) : null;
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, tokens, features).</param>
    /// <param name="pass">What the layers share.</param>
    public override Tensor forward(Tensor hidden, DecoderPass pass)
    {
        using var scope = NewDisposeScope();
        var (cosines, sines) = pass.Rotation!.Value;
        var query = RotaryEmbedding.Turn(Heads(Q_proj, q_norm, hidden, config.Heads), cosines, sines);
        var key = RotaryEmbedding.Turn(Heads(K_proj, k_norm, hidden, config.KeyHeads), cosines, sines);
        var value = Heads(V_proj, null, hidden, config.KeyHeads);
        var attended = pass.Attend(index, query, key, value, config.Windowed[index], training ? config.AttentionDropout : 0);
        return O_proj.forward(attended).MoveToOuterDisposeScope();
    }

    private static Tensor Heads(AdaptedPlace layer, RmsNorm? norm, Tensor hidden, long heads)
    {
        var split = MultiHeadAttention.Split(layer.forward(hidden), heads);
        return norm is null ? split : norm.call(split);
    }
}
