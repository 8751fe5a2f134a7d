using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Returns its input, as another handle of the same tensor.</summary>
public sealed class Identity : ParameterLessModule<Tensor, Tensor>
{
    internal Identity()
        : base(nameof(Identity))
    {
    }

    /// <summary>Any shape to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => tensor.alias();
}
