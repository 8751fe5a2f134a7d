namespace SparseDigits.CommandLine;

/// <summary>What tells the weights that matter from those that are pruned.</summary>
internal enum PruningChoice
{
    /// <summary>|W|.</summary>
    Magnitude,

    /// <summary>|W|·‖x‖₂.</summary>
    Wanda,

    /// <summary>Chance.</summary>
    Random,
}
