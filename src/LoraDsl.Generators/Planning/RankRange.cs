namespace LoraDsl.Generators.Planning;

/// <summary>The ranks of a range, trained together.</summary>
internal sealed record RankRange(int MinRank, int MaxRank, double Alpha, double Dropout, bool Frozen, bool Geometric)
    : AdapterSettings(Dropout);
