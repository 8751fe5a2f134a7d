namespace LoraDsl.Generators.Planning;

/// <summary>Every rank of a range.</summary>
internal sealed record RankRange(int MinRank, int MaxRank, double Alpha, double Dropout, bool Frozen, bool Geometric)
    : AdapterSettings(Dropout);
