using LoraDsl.Kernels.Threads;

namespace LoraDsl.Runtime.Tests.Plans;

public sealed class ProcessorsTests
{
    [Fact]
    public void A_thread_that_is_kept_off_its_processor_goes_on_elsewhere_where_there_is_another()
    {
        var (before, after) = (Processors.Unknown, Processors.Unknown);
        var thread = new Thread(() =>
        {
            before = Processors.Current;
            Processors.KeepOff(Processors.ThreadId, before);
            after = Processors.Current;
        });
        thread.Start();
        thread.Join();
        if (OperatingSystem.IsLinux() && Environment.ProcessorCount > 1)
            Assert.NotEqual(before, after);
        else
            Assert.Equal(before, after);
    }

    [Fact]
    public void What_is_no_processor_or_no_thread_changes_nothing()
    {
        Processors.KeepOff(Processors.Unknown, 0);
        Processors.KeepOff(Processors.ThreadId, Processors.Unknown);
        Processors.KeepOff(Processors.ThreadId, int.MaxValue);
        Assert.Equal(OperatingSystem.IsLinux(), Processors.Current >= 0);
    }
}
