namespace Shared.Data;

/// <summary>How many images there are to be of each kind.</summary>
/// <param name="Train">Images to learn from.</param>
/// <param name="Validation">Images to make choices on.</param>
/// <param name="Test">Images to report on.</param>
internal sealed record SplitSizes(int Train, int Validation, int Test)
{
    /// <summary>All images of a set.</summary>
    /// <param name="data">The set.</param>
    public static SplitSizes All(DataSet data) => data == DataSet.Digits ? new(1100, 200, 497) : new(55_000, 5000, 10_000);
}
