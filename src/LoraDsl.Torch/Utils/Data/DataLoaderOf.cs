using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batches of a data set. They are made one after the other, on the calling thread.</summary>
/// <typeparam name="T">An element.</typeparam>
/// <typeparam name="S">A batch.</typeparam>
public class DataLoader<T, S> : IEnumerable<S>, IDisposable
{
    private readonly bool _shuffled;
    private readonly Random? _random;
    private readonly IEnumerable<long>? _order;

    /// <summary>Batches in the order of the set, or shuffled anew each time.</summary>
    /// <param name="dataset">The set.</param>
    /// <param name="batchSize">The number of elements in a batch.</param>
    /// <param name="collate_fn">Makes a batch of elements.</param>
    /// <param name="shuffle">Whether to shuffle.</param>
    /// <param name="device">Where batches are; the processor where null.</param>
    /// <param name="seed">Makes the shuffling repeatable.</param>
    /// <param name="num_worker">Of no effect here.</param>
    /// <param name="drop_last">Whether a last batch that is not full is left out.</param>
    /// <param name="disposeBatch">Whether a batch is freed when the next one is asked for.</param>
    /// <param name="disposeDataset">Whether the set is freed with the loader.</param>
    public DataLoader(utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : this(dataset, batchSize, collate_fn, null, device, num_worker, drop_last, disposeBatch, disposeDataset, shuffle, seed)
    {
    }

    /// <summary>Batches in an order of one's own.</summary>
    public DataLoader(utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : this(dataset, batchSize, collate_fn, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset, false, null)
    {
    }

    private DataLoader(utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate, IEnumerable<long>? order, Device? device, int workers, bool dropLast, bool disposeBatch, bool disposeDataset, bool shuffle, int? seed)
    {
        (this.dataset, batch_size, collate_fn, _order) = (dataset, batchSize, collate, order);
        (Device, num_workers, drop_last) = (device ?? CPU, workers, dropLast);
        (DisposeBatch, DisposeDataset, _shuffled) = (disposeBatch, disposeDataset, shuffle);
        _random = shuffle ? new Random(seed ?? Random.Shared.Next()) : null;
    }

    /// <summary>The set.</summary>
    public utils.data.Dataset<T> dataset { get; }

    /// <summary>The number of elements in a batch.</summary>
    public int batch_size { get; }

    /// <summary>Whether a last batch that is not full is left out.</summary>
    public bool drop_last { get; }

    /// <summary>The number that was asked for; of no effect here.</summary>
    public int num_workers { get; }

    /// <summary>Where batches are.</summary>
    public Device Device { get; }

    /// <summary>Whether a batch is freed when the next one is asked for.</summary>
    public bool DisposeBatch { get; }

    /// <summary>Whether the set is freed with the loader.</summary>
    public bool DisposeDataset { get; }

    /// <summary>Makes a batch of elements.</summary>
    public Func<IEnumerable<T>, Device, S> collate_fn { get; }

    /// <summary>The order of the elements.</summary>
    public IEnumerable<long> sampler => _shuffled ? Shuffled() : _order ?? InOrder();

    /// <summary>The number of batches.</summary>
    public long Count => drop_last ? dataset.Count / batch_size : (dataset.Count + batch_size - 1) / batch_size;

    /// <summary>The batches.</summary>
    public IEnumerator<S> GetEnumerator()
    {
        foreach (var indices in sampler.Chunk(batch_size))
        {
            if (drop_last && indices.Length < batch_size)
                yield break;
            DisposeScope? scope = NewDisposeScope();
            S batch;
            using (scope)
            {
                batch = collate_fn(indices.Select(dataset.GetTensor), Device);
                foreach (var tensor in TensorsOf(batch))
                    tensor.DetachFromDisposeScope();
            }
            yield return batch;
            if (!DisposeBatch)
                continue;
            foreach (var tensor in TensorsOf(batch))
                tensor.Dispose();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Frees the set, if it goes with the loader.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the set, if it goes with the loader.</summary>
    /// <param name="disposing">False in a finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && DisposeDataset)
            dataset.Dispose();
    }

    private static IEnumerable<Tensor> TensorsOf(S batch) => batch switch
    {
        Tensor tensor => [tensor],
        IDictionary<string, Tensor> named => [.. named.Values],
        IEnumerable<Tensor> many => [.. many],
        _ => [],
    };

    private IEnumerable<long> InOrder()
    {
        for (var i = 0L; i < dataset.Count; i++)
            yield return i;
    }

    private long[] Shuffled()
    {
        long[] indices = [.. InOrder()];
        _random!.Shuffle(indices);
        return indices;
    }
}
