using System.Collections.Concurrent;
using RankStudy.Plans;
using RankStudy.Runs;

namespace RankStudy.Workers;

/// <summary>Workers side by side, started when they are first needed.</summary>
/// <param name="plan">The plan.</param>
/// <param name="folder">Folder of the bases.</param>
/// <param name="size">Number of workers.</param>
internal sealed class WorkerPool(StudyPlan plan, string folder, int size) : IDisposable
{
    private readonly List<Worker> workers = [];

    /// <summary>Has tasks done, in order, by whichever worker is free.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="atOnce">Most workers to use; all when left out.</param>
    /// <param name="done">Gets every result, one at a time.</param>
    /// <param name="cancellation">Stops in the middle.</param>
    public void Run(IReadOnlyCollection<StudyTask> tasks, Action<StudyResult> done, CancellationToken cancellation, int? atOnce = null)
    {
        var waiting = new ConcurrentQueue<StudyTask>(tasks);
        var used = Math.Min(Math.Min(size, atOnce ?? size), tasks.Count);
        while (workers.Count < used)
            workers.Add(new Worker(plan, folder));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var gate = new Lock();
        var running = workers.Take(used).Select(worker => Task.Run(() => WorkAsync(worker), CancellationToken.None)).ToArray();
        Task.WhenAll(running).GetAwaiter().GetResult();

        async Task WorkAsync(Worker worker)
        {
            try
            {
                while (waiting.TryDequeue(out var task))
                {
                    var result = await worker.RunAsync(task, stop.Token).ConfigureAwait(false);
                    lock (gate)
                        done(result);
                }
            }
            catch
            {
                // One failure is enough: the others would only delay the message.
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var worker in workers)
            worker.Dispose();
    }
}
