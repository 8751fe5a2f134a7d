namespace LoraDsl.Kernels.Threads;

/// <summary>
/// Work that is cut into blocks, which the calling thread takes one after the other together with as many helpers as come in time. A helper
/// that is late, because something else runs on its core, finds nothing to do and is not waited for. Which thread does a block must make no
/// difference to the result: that keeps a training reproducible.
/// </summary>
/// <param name="blocks">How many blocks there are.</param>
internal abstract class BlockedWork(int blocks)
{
    private const int Closed = int.MinValue / 2;

    private int taken;
    private int entered;
    private int active;

    /// <summary>How many blocks there are.</summary>
    protected int Blocks => blocks;

    /// <summary>Does all of the work.</summary>
    /// <param name="threads">The most threads that may take part, the calling one included.</param>
    public void Run(int threads)
    {
        var helpers = Math.Min(threads, blocks) - 1;
        if (helpers > 0)
            HelperThreads.Offer(this, helpers);
        Work(Interlocked.Increment(ref entered) - 1);
        Interlocked.Add(ref active, Closed);
        var wait = default(SpinWait);
        while (Volatile.Read(ref active) != Closed)
            wait.SpinOnce(sleep1Threshold: -1);
    }

    /// <summary>Takes part, unless the work is done already.</summary>
    public void Help()
    {
        if (Interlocked.Increment(ref active) > 0)
            Work(Interlocked.Increment(ref entered) - 1);
        Interlocked.Decrement(ref active);
    }

    /// <summary>Takes blocks until none is left. Must not throw: it runs on threads that nobody watches.</summary>
    /// <param name="participant">Which of the threads this is, from 0.</param>
    protected abstract void Work(int participant);

    /// <summary>The next block that nobody has taken, or <see langword="false"/> when none is left.</summary>
    protected bool TryTake(out int block)
    {
        block = Interlocked.Increment(ref taken) - 1;
        return block < blocks;
    }
}
