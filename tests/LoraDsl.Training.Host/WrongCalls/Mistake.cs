namespace LoraDsl.Training.Host;

/// <summary>Something that a user should not do.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Make">Does it; may throw whatever can be caught.</param>
/// <param name="Ruins">Whether the model may be beyond use afterwards.</param>
internal sealed record Mistake(string Name, Action<Subject, Random> Make, bool Ruins = false)
{
    /// <summary>Every mistake there is.</summary>
    public static IReadOnlyList<Mistake> All { get; } =
    [
        .. InputMistakes.All, .. GraphMistakes.All, .. BetweenMistakes.All, .. LossMistakes.All, .. CallMistakes.All, .. NamedMistakes.All, .. AttachMistakes.All,
    ];
}
