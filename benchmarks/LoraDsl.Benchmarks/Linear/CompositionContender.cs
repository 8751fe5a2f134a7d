using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>The products in the best order, by hand and left to autograd: what a careful user would write.</summary>
internal sealed class CompositionContender(LinearCase sizes, Device device) : FactorContender(sizes, device)
{
    public override string Name => "composition";

    protected override Tensor Forward(Tensor x, bool training)
    {
        var y = Layer.forward(x);
        var input = Dropout > 0 ? nn.functional.dropout(x, Dropout, training) : x;
        return y.addmm_(input.mm(A.t()), B.t(), alpha: (float)LinearCase.Scaling);
    }
}
