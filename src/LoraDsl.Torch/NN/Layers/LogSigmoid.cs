using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>log(1 / (1 + exp(-x))).</summary>
public sealed class LogSigmoid : ParameterLessModule<Tensor, Tensor>
{
    internal LogSigmoid()
        : base(nameof(LogSigmoid))
    {
    }

    /// <summary>Any shape to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.logsigmoid(tensor);
}
