using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>Sources of batches that can be read again.</summary>
public static class Batches
{
    /// <summary>The same sequence in every epoch, such as a list or a data loader whose order is fixed by a seed.</summary>
    /// <param name="batches">The sequence; enumerated once an epoch. A training that goes on passes over what it read by enumerating it.</param>
    public static IBatchSource<TBatch> Of<TBatch>(IEnumerable<TBatch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return new EnumeratedBatches<TBatch>(_ => batches, batches.TryGetNonEnumeratedCount(out var count) ? count : null);
    }

    /// <summary>A sequence for each epoch.</summary>
    /// <param name="epoch">The batches of an epoch, counted from 1; the same ones whenever it is asked for the same epoch.</param>
    public static IBatchSource<TBatch> PerEpoch<TBatch>(Func<int, IEnumerable<TBatch>> epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        return new EnumeratedBatches<TBatch>(epoch, null);
    }

    /// <summary>
    /// Examples in an order drawn anew for each epoch from a seed, without touching torch's generator. What was read is passed over
    /// without making it, and what a batch is made of is freed after its step.
    /// </summary>
    /// <param name="examples">How many examples there are.</param>
    /// <param name="size">Examples of a batch.</param>
    /// <param name="seed">Seed of the orders.</param>
    /// <param name="make">Makes a batch from the positions (size) of its examples, 64-bit integers on the processor.</param>
    /// <param name="dropLast">Whether to leave out a last batch that is not full.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no examples, or none in a batch.</exception>
    public static IBatchSource<TBatch> Shuffled<TBatch>(int examples, int size, int seed, Func<Tensor, TBatch> make, bool dropLast = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(examples, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentNullException.ThrowIfNull(make);
        return new ShuffledBatches<TBatch>(examples, size, seed, make, dropLast);
    }
}
