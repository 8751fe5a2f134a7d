using Shared.Data;

namespace Digits.CommandLine;

/// <summary>What the command line asks for.</summary>
internal sealed record DemoOptions
{
    /// <summary>The images to run on.</summary>
    public DataSet Data { get; init; } = DataSet.Digits;

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Seed of the split, of every initialization and of every shuffle.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A few epochs only: to see that it works, not how well.</summary>
    public bool Quick { get; init; }

    /// <summary>Folder for the base's checkpoint and the adapters.</summary>
    public string Output { get; init; } = Path.Combine("artifacts", "digits");

    /// <summary>File for the rows of the table, or <see langword="null"/>.</summary>
    public string? Json { get; init; }
}
