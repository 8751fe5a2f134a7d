namespace LoraDsl;

/// <summary>IA³ (Liu et al., arXiv 2205.05638) of a model that only the run knows, with the options of PEFT's <c>IA3Config</c>.</summary>
public sealed record Ia3Config : AdapterConfig
{
    /// <summary>Which of the adapted modules have their input rescaled instead of their output; left out, none. A name is a whole path or its end after a dot.</summary>
    public ModuleTargets? FeedForwardModules { get; init; }
}
