namespace LoraDsl.Models.Folders;

/// <summary>How the names in a checkpoint go with those of a model.</summary>
/// <param name="Architectures">What <c>model_type</c> may be in <c>config.json</c>, and what transformers calls this model then.</param>
/// <param name="BasePrefix">
/// Under what a model with a head has its base, such as <c>bert</c>. A checkpoint of the base alone has its names without it; both are read by either.
/// </param>
public sealed record CheckpointLayout(IReadOnlyDictionary<string, string> Architectures, string BasePrefix)
{
    /// <summary>Whether the model is the base itself, whose names do not begin with the prefix.</summary>
    public bool IsBase { get; init; }

    /// <summary>Modules that a checkpoint may lack, because they are trained for the task at hand: they keep their first values, and a warning says so.</summary>
    public IReadOnlyList<string> Heads { get; init; } = [];

    /// <summary>
    /// Modules of a checkpoint that this kind of model does without, by the beginning of their names: they are passed over. Heads of other tasks, outside the base, need not be
    /// listed; a warning names those.
    /// </summary>
    public IReadOnlyList<string> Unused { get; init; } = [];

    /// <summary>Ends of names that older checkpoints hold though they are no weights, such as masks and tables that are computed anew.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Ends of names as old checkpoints have them, and what they are now.</summary>
    public IReadOnlyList<(string Old, string New)> Renamed { get; init; } = [];

    /// <summary>Ends of names of matrices that the checkpoint holds transposed.</summary>
    public IReadOnlyList<string> Transposed { get; init; } = [];
}
