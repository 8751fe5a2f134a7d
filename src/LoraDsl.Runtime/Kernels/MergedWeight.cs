using System.ComponentModel;
using static TorchSharp.torch;

namespace LoraDsl.Kernels;

/// <summary>The masked weight W̃ of one pass. Disposing it hands the memory on to the next pass.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class MergedWeight : IDisposable
{
    internal MergedWeight(Tensor weight) => Weight = weight.DetachFromDisposeScope();

    /// <summary>W̃, of the weight's shape and type; not to be used after this is disposed, nor kept for a backward pass.</summary>
    public Tensor Weight { get; }

    /// <inheritdoc/>
    public void Dispose() => Weight.Dispose();
}
