namespace RankStudy.Methods;

/// <summary>What a row of the tables belongs to.</summary>
internal enum MethodGroup
{
    /// <summary>Ranks that nothing was measured for.</summary>
    Control,

    /// <summary>A measure with an allocation.</summary>
    Pair,

    /// <summary>Ranks found by short trainings.</summary>
    Search,

    /// <summary>Ranks found in the training itself.</summary>
    Training,
}
