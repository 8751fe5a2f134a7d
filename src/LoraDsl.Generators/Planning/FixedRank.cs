namespace LoraDsl.Generators.Planning;

/// <summary>A rank that is a constant.</summary>
internal sealed record FixedRank(int Rank, double Alpha, double Dropout, bool RankStabilized, bool Bias = false) : AdapterSettings(Dropout);
