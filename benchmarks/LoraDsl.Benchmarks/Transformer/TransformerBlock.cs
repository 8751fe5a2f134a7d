using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>Pre-norm attention and a gated MLP as LLaMA has them. How the projections are adapted, a subclass says.</summary>
internal abstract class TransformerBlock : Module<Tensor, Tensor>
{
    protected readonly LayerNorm attentionNorm, mlpNorm;

    protected TransformerBlock(string name, TransformerCase sizes, Device device)
        : base(name)
    {
        Sizes = sizes;
        attentionNorm = Norm(sizes, device);
        mlpNorm = Norm(sizes, device);
    }

    /// <summary>The block's sizes.</summary>
    protected TransformerCase Sizes { get; }

    /// <summary>Query, key, value, output, gate, up, down, where their values are to be drawn.</summary>
    public virtual IReadOnlyList<Projection> Projections => [];

    /// <summary>What a function leaves behind is freed at its end, as in Python, but for what autograd saved.</summary>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var attended = x + RunHalf(Attention, x);
        return (attended + RunHalf(Mlp, attended)).MoveToOuterDisposeScope();
    }

    /// <summary>Runs attention or the MLP, each with its norm.</summary>
    protected virtual Tensor RunHalf(Func<Tensor, Tensor> half, Tensor x) => half(x);

    /// <summary>Queries, keys and values, which read the same input.</summary>
    protected abstract (Tensor Query, Tensor Key, Tensor Value) ProjectInput(Tensor normed);

    protected abstract Tensor ProjectOutput(Tensor mixed);

    /// <summary>Gate and up, which read the same input.</summary>
    protected abstract (Tensor Gate, Tensor Up) Expand(Tensor normed);

    protected abstract Tensor ProjectDown(Tensor hidden);

    /// <summary>A frozen norm of the case's type.</summary>
    public static LayerNorm Norm(TransformerCase sizes, Device device)
    {
        var norm = LayerNorm(sizes.Width, device: device, dtype: sizes.Type);
        foreach (var parameter in norm.parameters())
            parameter.requires_grad = false;
        return norm;
    }

    /// <summary>A layer of the case's type without bias.</summary>
    public static TorchSharp.Modules.Linear Layer(TransformerCase sizes, int inputs, int outputs, Device device) =>
        nn.Linear(inputs, outputs, hasBias: false, device: device, dtype: sizes.Type);

    private Tensor Attention(Tensor x)
    {
        using var scope = NewDisposeScope();
        return ProjectOutput(Attend(attentionNorm.forward(x))).MoveToOuterDisposeScope();
    }

    private Tensor Mlp(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Transform(mlpNorm.forward(x)).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor normed)
    {
        using var scope = NewDisposeScope();
        var (query, key, value) = ProjectInput(normed);
        var mixed = functional.scaled_dot_product_attention(Split(query), Split(key), Split(value)).transpose(1, 2);
        return mixed.reshape(normed.shape).MoveToOuterDisposeScope();
    }

    private Tensor Transform(Tensor normed)
    {
        using var scope = NewDisposeScope();
        var (gate, up) = Expand(normed);
        return ProjectDown(functional.silu(gate) * up).MoveToOuterDisposeScope();
    }

    private Tensor Split(Tensor x) => x.view(x.shape[0], x.shape[1], Sizes.Heads, Sizes.Width / Sizes.Heads).transpose(1, 2);
}
