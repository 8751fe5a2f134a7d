using RankStudy.Plans;

namespace RankStudy.CommandLine;

/// <summary>What the command line asks for.</summary>
internal sealed record StudyOptions
{
    /// <summary>How much is run.</summary>
    public StudyPlan Plan { get; init; } = StudyPlan.Full;

    /// <summary>Processes side by side.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Folder of the bases and the results.</summary>
    public string Output { get; init; } = Path.Combine("artifacts", "rank-study");

    /// <summary>Document to put the tables into, or <see langword="null"/>.</summary>
    public string? Report { get; init; }

    /// <summary>Whether wall times are taken too, which wants a machine that does nothing else.</summary>
    public bool TimesRuns { get; init; } = true;

    /// <summary>Whether to show what there is and run nothing.</summary>
    public bool TablesOnly { get; init; }
}
