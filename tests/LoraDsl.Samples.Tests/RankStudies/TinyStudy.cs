using RankStudy;
using RankStudy.CommandLine;
using RankStudy.Plans;
using RankStudy.Workers;

namespace LoraDsl.Samples.Tests.RankStudies;

/// <summary>One tiny study, shared by the tests that look at what came of it.</summary>
public sealed class TinyStudy : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TinyStudy()
    {
        Options = new StudyOptions { Plan = StudyPlan.Tiny, Workers = 2, Output = folder.Path };
        Done = new Study(Options, Reporter, CancellationToken.None).Run();
    }

    internal StudyOptions Options { get; }

    internal RecordingReporter Reporter { get; } = new();

    /// <summary>Tasks that the first run did.</summary>
    internal int Done { get; }

    internal string ResultsPath => Study.ResultsPath(Options);

    internal string this[string name] => folder[name];

    internal ResultsFile Results() => new(ResultsPath);

    public void Dispose() => folder.Dispose();
}
