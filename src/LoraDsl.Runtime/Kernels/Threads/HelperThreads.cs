namespace LoraDsl.Kernels.Threads;

/// <summary>
/// The threads that help with kernels, made when they are first needed. They are not the thread pool's: those may be anywhere, and between
/// two products of the BLAS its own threads spin on every core but the caller's, so that a thread which wakes up beside the caller waits
/// until the work is over.
/// </summary>
internal static class HelperThreads
{
    private static readonly Lock Access = new();
    private static HelperThread[] threads = [];

    /// <summary>Offers work to some of them. Passes that run at the same time take helpers from each other.</summary>
    /// <param name="work">The work.</param>
    /// <param name="count">How many may help.</param>
    public static void Offer(BlockedWork work, int count)
    {
        var helpers = AtLeast(count);
        var processor = Processors.Current;
        for (var index = 0; index < count; index++)
            helpers[index].Offer(work, processor);
    }

    private static HelperThread[] AtLeast(int count)
    {
        if (Volatile.Read(ref threads) is var enough && enough.Length >= count)
            return enough;
        lock (Access)
        {
            if (threads.Length < count)
                Volatile.Write(ref threads, [.. threads, .. Enumerable.Range(threads.Length, count - threads.Length).Select(_ => new HelperThread())]);
            return threads;
        }
    }
}
