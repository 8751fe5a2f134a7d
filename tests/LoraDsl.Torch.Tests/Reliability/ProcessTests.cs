using System.Diagnostics;

namespace LoraDsl.Torch.Tests.Reliability;

/// <summary>The same work in processes whose garbage collector is set differently.</summary>
public sealed class ProcessTests
{
    [Theory]
    [InlineData(true, "DOTNET_gcServer=1", "DOTNET_GCHeapCount=2")]
    [InlineData(false, "DOTNET_GCgen0size=10000", "DOTNET_gcConcurrent=0")]
    [InlineData(false, "DOTNET_GCgen0size=10000", "DOTNET_TieredCompilation=0")]
    [InlineData(false, "DOTNET_GCHeapHardLimit=6000000", "DOTNET_GCConserveMemory=9")]
    public async Task Work_under_a_collector_that_is_set_to_stress_ends_well_and_leaves_no_tensor(bool server, params string[] settings) =>
        Assert.Equal($"server {server}, live 0", await Run(Child.Stressed, settings));

    /// <summary>Without tiers all code is optimised from the start, as what runs often is anyway: variables end with their last use.</summary>
    [Fact]
    public async Task A_tensor_outlives_the_call_that_uses_it() =>
        Assert.Equal("lost:", await Run(Child.Finalizers, "DOTNET_TieredCompilation=0"));

    private static async Task<string> Run(string argument, params string[] settings)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(Child).Assembly.Location, argument])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var setting in settings)
            start.Environment[setting.Split('=')[0]] = setting.Split('=')[1];
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}: {await errors}");
        return output.Trim();
    }
}
