namespace LoraDsl.Pruning;

/// <summary>Which weights compete with each other for staying, where the pattern leaves it open.</summary>
public enum ComparisonGroup
{
    /// <summary>All weights of a layer.</summary>
    Layer = 0,

    /// <summary>The weights of one output: a row of the weight as a matrix.</summary>
    Row = 1,
}
