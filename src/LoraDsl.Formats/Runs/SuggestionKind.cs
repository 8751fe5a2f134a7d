namespace LoraDsl.Formats.Runs;

/// <summary>The rules of <see cref="TrainingAdvisor"/>.</summary>
public enum SuggestionKind
{
    /// <summary>An adapter's gradients are far above the median.</summary>
    LargeGradients,

    /// <summary>An adapter's gradients are far below the median.</summary>
    SmallGradients,

    /// <summary>The loss does not move any more.</summary>
    Converged,

    /// <summary>The loss jumps.</summary>
    Unstable,

    /// <summary>The adapters are large.</summary>
    ManyParameters,
}
