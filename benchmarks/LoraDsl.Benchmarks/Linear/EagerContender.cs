using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>The formula as it is usually written: linear(x) + s · linear(linear(x, A), B).</summary>
internal sealed class EagerContender(LinearCase sizes, Device device) : FactorContender(sizes, device)
{
    public override string Name => "eager";

    protected override Tensor Forward(Tensor x, bool training)
    {
        var input = Dropout > 0 ? nn.functional.dropout(x, Dropout, training) : x;
        return Layer.forward(x) + (LinearCase.Scaling * nn.functional.linear(nn.functional.linear(input, A), B));
    }
}
