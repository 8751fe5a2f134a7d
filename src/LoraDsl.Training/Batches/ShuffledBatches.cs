using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>Batches of examples in an order that follows from a seed and the epoch.</summary>
internal sealed class ShuffledBatches<TBatch>(int examples, int size, int seed, Func<Tensor, TBatch> make, bool dropLast) : IBatchSource<TBatch>
{
    public int? Count => dropLast ? examples / size : (examples + size - 1) / size;

    public bool MakesTensors => true;

    public IEnumerable<TBatch> Read(int epoch) => Seek(epoch, 0);

    public IEnumerable<TBatch> Seek(int epoch, int skip)
    {
        var order = new long[examples];
        for (var index = 0; index < examples; index++)
            order[index] = index;
        new Random(unchecked((seed * 486_187_739) + epoch)).Shuffle(order);
        for (var start = skip * size; start < examples && (start + size <= examples || !dropLast); start += size)
            yield return make(tensor(order[start..Math.Min(start + size, examples)], ScalarType.Int64));
    }
}
