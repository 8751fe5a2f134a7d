namespace LoraDsl.Runtime.Tests.Reliability;

/// <summary>Backward passes without a dispose scope under a collecting thread. LORADSL_COLLECTIONS sets their number for each model.</summary>
public sealed class CollectionTests
{
    [Theory]
    [InlineData("lora")]
    [InlineData("adaptive")]
    [InlineData("adalora")]
    [InlineData("dylora")]
    [InlineData("lors")]
    [InlineData("group")]
    [InlineData("kinds")]
    [InlineData("recompute")]
    public async Task Gradients_are_right_while_another_thread_collects(string model)
    {
        var count = HostProcess.Count("LORADSL_COLLECTIONS", 150);
        var run = await HostProcess.Run("collections", model, count);
        Assert.True(run.ExitCode == 0, $"exit {run.ExitCode}: {run.Output}{run.Errors}");
        Assert.Equal($"end {count} passes, 0 wrong", run.Output.Trim());
    }
}
