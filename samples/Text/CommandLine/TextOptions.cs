namespace TextSample.CommandLine;

/// <summary>What the command line asks for.</summary>
internal sealed record TextOptions
{
    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Seed of the labels that are drawn, of every initialization and of every shuffle.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A few steps only: to see that it works, not how well.</summary>
    public bool Quick { get; init; }

    /// <summary>Every method with every number of labels, on every mail that is held out.</summary>
    public bool Full { get; init; }

    /// <summary>The archive of the mails; fetched on first use where it is <see langword="null"/>.</summary>
    public string? Mails { get; init; }

    /// <summary>Folder for the base, the adapters and their runs.</summary>
    public string Output { get; init; } = Path.Combine("artifacts", "text");

    /// <summary>File for the rows of the table, or <see langword="null"/>.</summary>
    public string? Json { get; init; }
}
