using System;

namespace LoraDsl.Generators.Validation;

/// <summary>The edit distance of words.</summary>
internal static class Spelling
{
    /// <summary>Whether a word is taken for a misspelling of another: at most a third of its letters differ.</summary>
    public static bool IsMisspellingOf(string written, string meant) => Distance(written, meant) <= Math.Max(1, meant.Length / 3);

    /// <summary>
    /// The least number of letters to insert, delete, replace, or swap with their neighbour (optimal string alignment, Boytsov 2011,
    /// doi:10.1145/1963190.1963191), whatever their case.
    /// </summary>
    public static int Distance(string left, string right)
    {
        var costs = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                costs[i, j] = i == 0 || j == 0 ? i + j : Cost(i, j);
            }
        }

        return costs[left.Length, right.Length];

        int Cost(int i, int j)
        {
            var replaced = costs[i - 1, j - 1] + (Same(i - 1, j - 1) ? 0 : 1);
            var cost = Math.Min(replaced, 1 + Math.Min(costs[i - 1, j], costs[i, j - 1]));
            return i > 1 && j > 1 && Same(i - 1, j - 2) && Same(i - 2, j - 1) ? Math.Min(cost, costs[i - 2, j - 2] + 1) : cost;
        }

        bool Same(int i, int j) => char.ToUpperInvariant(left[i]) == char.ToUpperInvariant(right[j]);
    }
}
