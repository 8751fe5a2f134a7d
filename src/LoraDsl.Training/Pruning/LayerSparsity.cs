namespace LoraDsl.Pruning;

/// <summary>How sparse a layer is.</summary>
/// <param name="Path">The layer's name in the model's <c>state_dict</c>.</param>
/// <param name="Rows">Rows of its weight as a matrix.</param>
/// <param name="Columns">Columns of its weight as a matrix.</param>
/// <param name="Zeros">How many of its weights are zero.</param>
/// <param name="KeepsPattern">Whether its weight has the pattern that the report asks about; <see langword="null"/> when it asks about none.</param>
public sealed record LayerSparsity(string Path, long Rows, long Columns, long Zeros, bool? KeepsPattern)
{
    /// <summary>All weights of the layer.</summary>
    public long Total => Rows * Columns;

    /// <summary>The share of zeros, from 0 to 1.</summary>
    public double Sparsity => Total == 0 ? 0 : (double)Zeros / Total;
}
