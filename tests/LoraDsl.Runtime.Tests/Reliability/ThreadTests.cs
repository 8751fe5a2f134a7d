namespace LoraDsl.Runtime.Tests.Reliability;

/// <summary>One model changed by several threads. LORADSL_THREAD_CALLS sets the calls of each thread.</summary>
public sealed class ThreadTests
{
    [Theory]
    [InlineData("lora")]
    [InlineData("adaptive")]
    [InlineData("dylora")]
    [InlineData("lors")]
    [InlineData("group")]
    [InlineData("recompute")]
    public async Task Threads_that_merge_save_load_and_resize_one_model_wait_for_one_another(string model) =>
        await Run("threads", model);

    [Theory]
    [InlineData("lora")]
    [InlineData("lors")]
    [InlineData("group")]
    public async Task A_model_that_runs_while_another_thread_merges_it_survives(string model) =>
        await Run("threads-running", model);

    private static async Task Run(string program, string model)
    {
        var count = HostProcess.Count("LORADSL_THREAD_CALLS", 250);
        var run = await HostProcess.Run(program, model, count);
        Assert.True(run.ExitCode == 0, $"exit {run.ExitCode}: {run.Output}{run.Errors}");
        Assert.Equal($"end {count} calls a thread, 0 torn, 0 unexpected", run.Output.Trim());
    }
}
