namespace LoraDsl.Kernels.Threads;

/// <summary>A thread that waits for work to help with, as long as the process lives.</summary>
internal sealed class HelperThread
{
    private readonly object gate = new();
    private BlockedWork? offered;
    private int? id;
    private int avoided = Processors.Unknown;

    /// <summary>Starts it.</summary>
    public HelperThread()
    {
        new Thread(Help) { IsBackground = true, Name = "LoraDsl kernels" }.UnsafeStart();
        lock (gate)
        {
            while (id is null)
                Monitor.Wait(gate);
        }
    }

    /// <summary>Asks for help. What it was asked before and has not begun is forgotten.</summary>
    /// <param name="work">The work.</param>
    /// <param name="processor">Where the caller runs, which is no place for a helper.</param>
    public void Offer(BlockedWork work, int processor)
    {
        lock (gate)
        {
            // The caller seldom moves, so this is seldom a call.
            if (processor != avoided)
            {
                avoided = processor;
                Processors.KeepOff(id!.Value, processor);
            }

            offered = work;
            Monitor.Pulse(gate);
        }
    }

    private void Help()
    {
        lock (gate)
        {
            id = Processors.ThreadId;
            Monitor.Pulse(gate);
        }

        while (true)
            Next().Help();
    }

    private BlockedWork Next()
    {
        lock (gate)
        {
            while (offered is null)
                Monitor.Wait(gate);
            var work = offered;
            offered = null;
            return work;
        }
    }
}
