namespace LoraDsl.Training;

/// <summary>Batches that can only be enumerated.</summary>
internal sealed class EnumeratedBatches<TBatch>(Func<int, IEnumerable<TBatch>> sequence, int? count) : IBatchSource<TBatch>
{
    public int? Count => count;

    public IEnumerable<TBatch> Read(int epoch) => sequence(epoch);
}
