using System.Globalization;

namespace LoraDsl.Runtime.Tests.Reliability;

/// <summary>
/// Wrong calls, drawn at random, end in success or an exception, and a training step works after each. LORADSL_WRONG_CALLS sets their number,
/// LORADSL_WRONG_CALLS_SEED what is drawn.
/// </summary>
public sealed class WrongCallTests
{
    [Fact]
    public async Task Wrong_calls_never_end_the_process_and_training_goes_on_after_each()
    {
        var count = HostProcess.Count("LORADSL_WRONG_CALLS", 400);
        var seed = HostProcess.Count("LORADSL_WRONG_CALLS_SEED", 1);
        var deaths = new List<string>();
        var failures = new List<string>();
        for (var next = 0; next < count;)
        {
            var run = await HostProcess.Run("wrong-calls", seed, next, Math.Min(2000, count - next));
            var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            failures.AddRange(lines.Where(line => line.StartsWith("failed ", StringComparison.Ordinal)));
            var last = lines.Last(line => line.StartsWith("call ", StringComparison.Ordinal));
            next = 1 + int.Parse(last.Split(' ', ':')[1], CultureInfo.InvariantCulture);
            if (!lines[^1].StartsWith("end ", StringComparison.Ordinal))
                deaths.Add($"seed {seed}, exit {run.ExitCode}, {last}: {Reason(run.Errors)}");
        }

        Assert.True(deaths.Count + failures.Count == 0, $"{deaths.Count} deaths and {failures.Count} failures of {count}:\n{string.Join("\n", deaths.Concat(failures))}");
    }

    private static string Reason(string errors) => errors
        .Split('\n')
        .FirstOrDefault(line => line.Contains("xception", StringComparison.Ordinal) || line.Contains("what()", StringComparison.Ordinal), "no word")
        .Trim();
}
