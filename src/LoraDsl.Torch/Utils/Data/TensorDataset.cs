using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The rows of tensors of equal length.</summary>
public class TensorDataset : utils.data.IterableDataset
{
    private readonly Tensor[] _tensors;

    internal TensorDataset(Tensor[] tensors)
    {
        if (tensors.Length == 0 || Array.Exists(tensors, tensor => tensor.shape[0] != tensors[0].shape[0]))
            throw new ArgumentException("A data set needs tensors, all of the same first size.", nameof(tensors));
        _tensors = [.. tensors.Select(tensor => tensor.alias().DetachFromDisposeScope())];
    }

    /// <summary>The number of rows.</summary>
    public override long Count => _tensors[0].shape[0];

    /// <summary>A row of each tensor.</summary>
    [System.Runtime.CompilerServices.IndexerName("Item")]
    public IList<Tensor> this[long index] => [.. _tensors.Select(tensor => tensor[index])];

    /// <inheritdoc/>
    public override IList<Tensor> GetTensor(long index) => this[index];

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var tensor in _tensors)
                tensor.Dispose();
        }
        base.Dispose(disposing);
    }
}
