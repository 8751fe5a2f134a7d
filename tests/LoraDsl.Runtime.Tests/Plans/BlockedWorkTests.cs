using LoraDsl.Kernels.Threads;

namespace LoraDsl.Runtime.Tests.Plans;

public sealed class BlockedWorkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_helper_that_comes_in_time_takes_part_under_a_number_of_its_own()
    {
        using var work = new Meeting();
        work.Run(threads: 2);
        Assert.Equal([0, 1], work.Participants.Order());
        Assert.Equal(Meeting.Count, work.Taken.Order().Distinct().Count());
        Assert.Equal(Meeting.Count, work.Taken.Count);
    }

    [Fact]
    public void One_thread_does_everything_alone()
    {
        using var work = new Meeting(expected: 1);
        work.Run(threads: 1);
        Assert.Equal([0], work.Participants);
        Assert.Equal(Meeting.Count, work.Taken.Count);
    }

    [Fact]
    public void Passes_on_several_threads_at_once_all_get_done()
    {
        // They take helpers from each other, and whoever has none does its work alone.
        var works = Enumerable.Range(0, 4).Select(_ => new Counting()).ToArray();
        var callers = works.Select(work => new Thread(() => work.Run(threads: 3))).ToArray();
        foreach (var caller in callers)
            caller.Start();
        Assert.All(callers, caller => Assert.True(caller.Join(Patience)));
        Assert.All(works, work => Assert.Equal(Counting.Count, work.Done));
    }

    [Fact]
    public void A_helper_is_ready_again_after_work_that_it_came_too_late_for()
    {
        new Counting().Run(threads: 2);
        using var work = new Meeting();
        work.Run(threads: 2);
        Assert.Equal([0, 1], work.Participants.Order());
    }

    /// <summary>Work that counts the blocks that were done.</summary>
    private sealed class Counting() : BlockedWork(Count)
    {
        public const int Count = 1000;

        private int done;

        public int Done => Volatile.Read(ref done);

        protected override void Work(int participant)
        {
            while (TryTake(out _))
                Interlocked.Increment(ref done);
        }
    }

    /// <summary>Work of which nobody takes a block before all are there.</summary>
    private sealed class Meeting(int expected = 2) : BlockedWork(Count), IDisposable
    {
        public const int Count = 20;

        private readonly CountdownEvent there = new(expected);
        private readonly Lock noting = new();

        public List<int> Participants { get; } = [];

        public List<int> Taken { get; } = [];

        public void Dispose() => there.Dispose();

        protected override void Work(int participant)
        {
            there.Signal();
            there.Wait(Patience);
            lock (noting)
                Participants.Add(participant);
            while (TryTake(out var block))
            {
                lock (noting)
                    Taken.Add(block);
            }
        }
    }
}
