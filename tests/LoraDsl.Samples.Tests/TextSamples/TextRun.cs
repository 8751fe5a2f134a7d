using TextSample;
using TextSample.CommandLine;
using TextSample.Reporting;
using TextSample.Training;

namespace LoraDsl.Samples.Tests.TextSamples;

/// <summary>One short run of the whole demo on made-up mails, shared by the tests that look at what came of it.</summary>
public sealed class TextRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TextRun()
    {
        Options = new TextOptions { Quick = true, Mails = TinyMails.Write(folder["mails.tgz"]), Output = folder["output"], Json = folder["results/rows.json"] };
        (Rows, Checks) = new TextDemo(Options, Reporter, CancellationToken.None).Run();
    }

    internal TextOptions Options { get; }

    internal RecordingReporter Reporter { get; } = new();

    internal IReadOnlyList<MethodResult> Rows { get; }

    internal IReadOnlyList<AdapterCheck> Checks { get; }

    internal MethodResult Row(string method) => Rows.Single(row => row.Method == method);

    public void Dispose() => folder.Dispose();
}
