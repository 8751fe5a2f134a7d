using Shared.Data;

namespace SparseDigits.CommandLine;

/// <summary>What the command line asks for.</summary>
internal sealed record SparseOptions
{
    /// <summary>The images to run on.</summary>
    public DataSet Data { get; init; } = DataSet.Digits;

    /// <summary>What the base is pruned by.</summary>
    public PruningChoice Score { get; init; } = PruningChoice.Magnitude;

    /// <summary>Whether it is adapted to turned and inverted images too, which asks more of the adapters than recovery does.</summary>
    public bool Shift { get; init; }

    /// <summary>Trainings of each method, whose mean is shown.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>A few epochs only: to see that it works, not how well.</summary>
    public bool Quick { get; init; }

    /// <summary>Folder of the base's checkpoint.</summary>
    public string Output { get; init; } = Path.Combine("artifacts", "sparse-digits");

    /// <summary>File for the rows of the table, or <see langword="null"/>.</summary>
    public string? Json { get; init; }
}
