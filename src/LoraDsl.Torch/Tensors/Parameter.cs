using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module lists among what it learns.</summary>
public class Parameter : Tensor
{
    /// <summary>Makes a parameter of a tensor, whose place it takes, in its dispose scope too: the tensor is invalid after it.</summary>
    /// <param name="data">The elements; a leaf.</param>
    /// <param name="requires_grad">Whether it is trained.</param>
    public Parameter(Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad).Surrender(nameof(Parameter)), register: false) =>
        DisposeScope.Replace(data, this);
}
