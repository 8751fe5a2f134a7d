using System.Runtime.ExceptionServices;

namespace LoraDsl.Torch.Tests.Reliability;

/// <summary>Workloads side by side while another thread does nothing but collect.</summary>
internal static class Stress
{
    public static void Run(int threads, int operations, int seed)
    {
        Exception? failure = null;
        using var done = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        });
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(number => new Thread(() =>
        {
            try
            {
                new Workload(seed + number).Run(operations);
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        }))];
        collector.Start();
        foreach (var worker in workers)
            worker.Start();
        foreach (var worker in workers)
            worker.Join();
        done.Cancel();
        collector.Join();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }
}
