namespace LoraDsl.Kernels.LowRank;

/// <summary>
/// Work that is cut into blocks, which the calling thread takes one after the other together with as many threads of the pool as come
/// in time. A helper that is late, because a thread of libtorch still spins on its core, finds nothing to do and is not waited for.
/// </summary>
/// <param name="blocks">How many blocks there are.</param>
internal abstract class BlockedWork(int blocks) : IThreadPoolWorkItem
{
    private const int Closed = int.MinValue / 2;

    private int taken;
    private int entered;
    private int active;

    /// <summary>Does all of the work.</summary>
    /// <param name="threads">The most threads that may take part, the calling one included.</param>
    /// <returns>How many did: those with numbers below this one.</returns>
    public int Run(int threads)
    {
        for (var helper = 1; helper < Math.Min(threads, blocks); helper++)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        Work(Interlocked.Increment(ref entered) - 1);
        Interlocked.Add(ref active, Closed);
        var wait = default(SpinWait);
        while (Volatile.Read(ref active) != Closed)
            wait.SpinOnce(sleep1Threshold: -1);
        return entered;
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute()
    {
        if (Interlocked.Increment(ref active) > 0)
            Work(Interlocked.Increment(ref entered) - 1);
        Interlocked.Decrement(ref active);
    }

    /// <summary>Takes blocks until none is left. Must not throw: it runs on threads of the pool.</summary>
    /// <param name="participant">Which of the threads this is, from 0.</param>
    protected abstract void Work(int participant);

    /// <summary>The next block that nobody has taken, or <see langword="false"/> when none is left.</summary>
    protected bool TryTake(out int block)
    {
        block = Interlocked.Increment(ref taken) - 1;
        return block < blocks;
    }
}
