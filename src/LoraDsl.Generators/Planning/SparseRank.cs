namespace LoraDsl.Generators.Planning;

/// <summary>A rank that is a constant, on a base that stays sparse.</summary>
internal sealed record SparseRank(int Rank, double Alpha, bool RankStabilized, bool Exact) : AdapterSettings(Dropout: 0);
