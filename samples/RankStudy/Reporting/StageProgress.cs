using System.Diagnostics;
using Shared.Reporting;
using static System.FormattableString;

namespace RankStudy.Reporting;

/// <summary>Says now and then how far a stage is.</summary>
/// <param name="stage">Its name.</param>
/// <param name="tasks">Number of its tasks.</param>
/// <param name="reporter">Where to say it.</param>
internal sealed class StageProgress(string stage, int tasks, IReporter reporter)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan said;
    private int done;

    /// <summary>A task is done.</summary>
    public void Step()
    {
        done++;
        if (done < tasks && watch.Elapsed - said < Pause)
            return;
        said = watch.Elapsed;
        var left = watch.Elapsed / done * (tasks - done);
        reporter.Say(Invariant($"{stage}: {done} of {tasks} in {watch.Elapsed:hh\\:mm\\:ss}, about {left:hh\\:mm\\:ss} left"));
    }
}
