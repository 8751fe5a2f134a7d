namespace LoraDsl.Formats.Peft;

/// <summary>
/// Which layers IA³'s <c>feedforward_modules</c> names. PEFT compares the ends of paths letter by letter here, without regard to dots.
/// </summary>
/// <param name="names">The names, or an expression that matches whole paths.</param>
/// <param name="file">The configuration, for messages.</param>
internal sealed class FeedForwardMatcher(ModuleNames names, string file)
{
    private readonly TargetMatcher? expression = names.Expression is null ? null : new TargetMatcher(new TargetSelection { Targets = names }, file);

    /// <summary>Whether a layer is named.</summary>
    public bool Matches(string path) => expression?.Matches(new TargetCandidate(path, IsLinear: false))
        ?? names.List!.Any(name => path.EndsWith(name, StringComparison.Ordinal));
}
