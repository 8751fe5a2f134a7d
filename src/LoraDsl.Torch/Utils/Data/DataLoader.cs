using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batches of a data set whose elements are tensors by name: they are stacked.</summary>
public class DataLoader : DataLoader<Dictionary<string, Tensor>, Dictionary<string, Tensor>>
{
    /// <summary>Batches in the order of the set, or shuffled anew each time.</summary>
    /// <inheritdoc/>
    public DataLoader(utils.data.Dataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : base(dataset, batchSize, Stack, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    /// <summary>Batches in an order of one's own.</summary>
    /// <inheritdoc/>
    public DataLoader(utils.data.Dataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : base(dataset, batchSize, Stack, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    private static Dictionary<string, Tensor> Stack(IEnumerable<Dictionary<string, Tensor>> elements, Device device)
    {
        var all = elements.ToArray();
        return all[0].Keys.ToDictionary(key => key, key => stack([.. all.Select(element => element[key])]).to(device));
    }
}
