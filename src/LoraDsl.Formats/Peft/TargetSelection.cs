namespace LoraDsl.Formats.Peft;

/// <summary>Which modules of a model are to be adapted, in the terms of PEFT's configuration.</summary>
public sealed record TargetSelection
{
    /// <summary><c>target_modules</c>.</summary>
    public ModuleNames? Targets { get; init; }

    /// <summary><c>exclude_modules</c>: modules that are left out although <see cref="Targets"/> names them.</summary>
    public ModuleNames? Excluded { get; init; }

    /// <summary><c>layers_to_transform</c>: numbers of the layers whose modules are adapted; all of them where it is empty. Only for a list of targets.</summary>
    public IReadOnlyList<int> Layers { get; init; } = [];

    /// <summary>
    /// <c>layers_pattern</c>: names or expressions of what holds the layers, whose number stands behind it; where it is empty, the first
    /// number of a path is the layer's.
    /// </summary>
    public IReadOnlyList<string> LayersPattern { get; init; } = [];

    /// <summary><c>modules_to_save</c>: modules that are trained whole, which and below which nothing is adapted.</summary>
    public IReadOnlyList<string> TrainedWhole { get; init; } = [];
}
