using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>Tokens to logits: frozen embedding and head, and adapted blocks between them, which a subclass has.</summary>
internal abstract class TransformerModel : Module<Tensor, Tensor>
{
    protected readonly Embedding embedding;
    protected readonly LayerNorm norm;
    protected readonly TorchSharp.Modules.Linear head;

    protected TransformerModel(string name, TransformerCase sizes, Device device)
        : base(name)
    {
        embedding = nn.Embedding(TransformerCase.Vocabulary, sizes.Width, device: device, dtype: sizes.Type);
        norm = TransformerBlock.Norm(sizes, device);
        head = TransformerBlock.Layer(sizes, sizes.Width, TransformerCase.Vocabulary, device);
        embedding.weight!.requires_grad = false;
        head.weight.requires_grad = false;
    }

    /// <summary>The blocks, in order.</summary>
    public abstract IReadOnlyList<TransformerBlock> Blocks { get; }

    /// <summary>(N, tokens) to (N, tokens, vocabulary).</summary>
    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var x = embedding.forward(tokens);
        foreach (var block in Blocks)
            x = block.forward(x);
        return head.forward(norm.forward(x)).MoveToOuterDisposeScope();
    }

    /// <summary>Fills all weights: in this order here and in Python/transformer.py, so that one seed gives the same numbers.</summary>
    public void Draw()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        embedding.weight!.copy_(randn(embedding.weight.shape, device: head.weight.device));
        head.weight.copy_(randn(head.weight.shape, device: head.weight.device) / Math.Sqrt(head.in_features));
        foreach (var projection in Blocks.SelectMany(block => block.Projections))
            projection.Draw();
    }
}
