using Digits;
using Digits.CommandLine;
using Digits.Reporting;
using Digits.Training;

namespace LoraDsl.Samples.Tests;

/// <summary>One short run of the whole demo, shared by the tests that look at what came of it.</summary>
public sealed class QuickRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public QuickRun()
    {
        Options = new DemoOptions { Quick = true, Output = folder.Path, Json = folder["results/rows.json"] };
        (Rows, Checks) = new Demo(Options, Reporter, CancellationToken.None).Run();
    }

    internal DemoOptions Options { get; }

    internal RecordingReporter Reporter { get; } = new();

    internal IReadOnlyList<MethodResult> Rows { get; }

    internal IReadOnlyList<AdapterCheck> Checks { get; }

    internal MethodResult Row(string method) => Rows.Single(row => row.Method == method);

    public void Dispose() => folder.Dispose();
}
