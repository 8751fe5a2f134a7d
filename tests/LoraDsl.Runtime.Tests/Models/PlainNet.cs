using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>A model that knows nothing of adapters: layers of every kind, in a field, in a field of the base type, and in a Sequential.</summary>
internal sealed class PlainNet : Module<Tensor, Tensor>
{
    private readonly Embedding table = Embedding(11, 16);
    private readonly Conv2d convolution = Conv2d(16, 16, (3, 1), padding: (1, 0));
    private readonly Sequential body = Sequential(("up", Linear(16, 24)), ("gelu", GELU()), ("down", Linear(24, 16)));
    private readonly Module<Tensor, Tensor> head = Linear(16, 5, hasBias: false);

    public PlainNet()
        : base(nameof(PlainNet)) => RegisterComponents();

    public override Tensor forward(Tensor ids)
    {
        using var scope = NewDisposeScope();
        var embedded = table.call(ids);
        var mixed = convolution.call(embedded.transpose(1, 2).unsqueeze(3)).squeeze(3).transpose(1, 2);
        return head.call(body.call(mixed)).MoveToOuterDisposeScope();
    }
}

/// <summary>A model that says which layer is its output's.</summary>
internal sealed class WithHead : Module<Tensor, Tensor>, IOutputHead
{
    private readonly Linear body = Linear(6, 6);
    private readonly Linear head = Linear(6, 3);

    public WithHead()
        : base(nameof(WithHead)) => RegisterComponents();

    public IReadOnlyList<nn.Module> OutputHeads => [head];

    public override Tensor forward(Tensor x) => head.call(body.call(x));
}

/// <summary>A model that runs one of its layers by forward(), past hooks.</summary>
internal sealed class PastHooks : Module<Tensor, Tensor>
{
    private readonly Linear seen = Linear(6, 6);
    private readonly Linear missed = Linear(6, 6);

    public PastHooks()
        : base(nameof(PastHooks)) => RegisterComponents();

    public override Tensor forward(Tensor x) => missed.forward(seen.call(x));
}
