using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>
/// PEFT's formula in this process: the order of <c>lora.Linear.forward</c> (PEFT 0.17), each temporary freed where Python's reference
/// counts free it.
/// </summary>
internal sealed class PeftFormulaContender(LinearCase sizes, Device device) : FactorContender(sizes, device)
{
    public override string Name => "peft-formula";

    protected override Tensor Forward(Tensor x, bool training)
    {
        using var frozen = Layer.forward(x);
        using var scaled = Scaled(x, training);
        return frozen + scaled;
    }

    private Tensor Scaled(Tensor x, bool training)
    {
        using var input = Dropout > 0 ? nn.functional.dropout(x, Dropout, training) : x.alias();
        using var reduced = nn.functional.linear(input, A);
        using var product = nn.functional.linear(reduced, B);
        return product * LinearCase.Scaling;
    }
}
