namespace LoraDsl.Training;

/// <summary>
/// What a training reads. An epoch has to give the same batches whenever it is asked for: that is what lets a training that was stopped
/// go on as if it had not been. <see cref="Batches"/> makes the usual ones.
/// </summary>
/// <typeparam name="TBatch">A batch.</typeparam>
public interface IBatchSource<TBatch>
{
    /// <summary>The number of batches of an epoch, or <see langword="null"/> when it is not known; for progress only.</summary>
    int? Count => null;

    /// <summary>
    /// Whether each batch is made of tensors of its own, which can be freed with the step that read it. Otherwise the source looks after
    /// what it made.
    /// </summary>
    bool MakesTensors => false;

    /// <summary>The batches of an epoch.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    IEnumerable<TBatch> Read(int epoch);

    /// <summary>
    /// The batches of an epoch from one of them on, without making those before it; <see langword="null"/> where that cannot be done. Then
    /// a training that goes on reads them again and throws them away, with torch's generator as it was when the epoch began.
    /// </summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="skip">How many batches of it were read already.</param>
    IEnumerable<TBatch>? Seek(int epoch, int skip) => null;
}
