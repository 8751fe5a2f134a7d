using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batches of a data set whose elements are lists of tensors: they are stacked.</summary>
public class IterableDataLoader : DataLoader<IList<Tensor>, IList<Tensor>>
{
    /// <summary>Batches in the order of the set, or shuffled anew each time.</summary>
    /// <inheritdoc/>
    public IterableDataLoader(utils.data.IterableDataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : base(dataset, batchSize, Stack, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    /// <summary>Batches in an order of one's own.</summary>
    /// <inheritdoc/>
    public IterableDataLoader(utils.data.IterableDataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : base(dataset, batchSize, Stack, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    private static IList<Tensor> Stack(IEnumerable<IList<Tensor>> elements, Device device)
    {
        var all = elements.ToArray();
        return [.. Enumerable.Range(0, all[0].Count).Select(place => stack([.. all.Select(element => element[place])]).to(device))];
    }
}
