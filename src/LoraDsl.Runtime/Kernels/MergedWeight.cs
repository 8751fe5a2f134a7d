using System.ComponentModel;
using static TorchSharp.torch;

namespace LoraDsl.Kernels;

/// <summary>The masked weight W̃ of one pass. Disposing it hands the memory on to the next pass.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class MergedWeight : IDisposable
{
    private Tensor? buffer;

    /// <summary>Holds W̃ outside of dispose scopes.</summary>
    /// <param name="weight">W̃.</param>
    /// <param name="buffer">The memory that it is a view of; none when it has its own.</param>
    internal MergedWeight(Tensor weight, Tensor? buffer)
    {
        Weight = weight.DetachFromDisposeScope();
        this.buffer = buffer;
    }

    /// <summary>W̃, of the weight's shape and type; not to be used after this is disposed, nor kept for a backward pass.</summary>
    public Tensor Weight { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Weight.Dispose();
        if (Interlocked.Exchange(ref buffer, null) is { } free)
            MergeBuffers.Return(free);
    }
}
