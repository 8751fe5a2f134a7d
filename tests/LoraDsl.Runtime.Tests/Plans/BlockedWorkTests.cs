using LoraDsl.Kernels.Threads;

namespace LoraDsl.Runtime.Tests.Plans;

public sealed class BlockedWorkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_helper_that_comes_in_time_takes_part_under_a_number_of_its_own()
    {
        using var work = new Meeting();
        Assert.Equal(2, work.Run(threads: 2));
        Assert.Equal([0, 1], work.Participants.Order());
        Assert.Equal(Meeting.Blocks, work.Taken.Order().Distinct().Count());
        Assert.Equal(Meeting.Blocks, work.Taken.Count);
    }

    [Fact]
    public void One_thread_does_everything_alone()
    {
        using var work = new Meeting(expected: 1);
        Assert.Equal(1, work.Run(threads: 1));
        Assert.Equal([0], work.Participants);
        Assert.Equal(Meeting.Blocks, work.Taken.Count);
    }

    /// <summary>Work of which nobody takes a block before all are there.</summary>
    private sealed class Meeting(int expected = 2) : BlockedWork(Blocks), IDisposable
    {
        public const int Blocks = 20;

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
