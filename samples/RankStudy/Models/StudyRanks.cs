namespace RankStudy.Models;

/// <summary>The ranks that the attributes of the models name.</summary>
internal static class StudyRanks
{
    /// <summary>Ranks to share out over the thirteen adapters of the transformer: two for each, a small budget on purpose.</summary>
    public const int Budget = 26;

    /// <summary>The rank that AdaLoRA's adapters start with: half as much again as the budget, as its paper does.</summary>
    public const int AdaLoraStart = 3;

    /// <summary>Least rank of the comparison with DyLoRA.</summary>
    public const int Least = 1;

    /// <summary>Greatest rank of the comparison with DyLoRA.</summary>
    public const int Greatest = 8;

    /// <summary>All ranks of the comparison with DyLoRA.</summary>
    public static IEnumerable<int> All => Enumerable.Range(Least, Greatest - Least + 1);
}
