using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>Where a training is in its batches.</summary>
internal sealed class BatchReader<TBatch>(IBatchSource<TBatch> source, RandomState random) : IDisposable
{
    private IEnumerator<TBatch>? batches;

    /// <summary>Whether what a batch is made of is freed after its step.</summary>
    public bool MakesTensors => source.MakesTensors;

    /// <summary>Opens an epoch.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="skip">Batches of it that were read already, by the part of the training that goes on here.</param>
    /// <exception cref="InvalidOperationException">The epoch has fewer batches than were read of it.</exception>
    public void Open(int epoch, int skip)
    {
        batches?.Dispose();
        batches = null;
        if (skip == 0)
        {
            random.BeginEpoch();
            batches = source.Read(epoch).GetEnumerator();
        }
        else if (source.Seek(epoch, skip) is { } rest)
        {
            batches = rest.GetEnumerator();
        }
        else
        {
            batches = random.AsAtEpoch(() => Passed(source.Read(epoch).GetEnumerator(), epoch, skip));
        }
    }

    /// <summary>Reads the next batch of the epoch.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryRead(out TBatch batch)
    {
        if (batches is not null && batches.MoveNext())
        {
            batch = batches.Current;
            return true;
        }

        batch = default!;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => batches?.Dispose();

    private IEnumerator<TBatch> Passed(IEnumerator<TBatch> all, int epoch, int skip)
    {
        for (var index = 0; index < skip; index++)
        {
            using var scope = MakesTensors ? NewDisposeScope() : null;
            if (all.MoveNext())
                continue;
            all.Dispose();
            throw new InvalidOperationException($"Epoch {epoch} has {index} batches, but {skip} of it were read before the training was stopped: give it the batches that it began with.");
        }

        return all;
    }
}
