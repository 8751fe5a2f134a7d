using System.Text;
using static System.FormattableString;

namespace LoraDsl.Allocation;

/// <summary>The outcome of sharing out ranks.</summary>
/// <param name="Measure">Name of the importance measure.</param>
/// <param name="Budget">Sum of the budgets that were shared out.</param>
/// <param name="Ranks">What each adaptive adapter was given.</param>
public sealed record RankAllocation(string Measure, int Budget, IReadOnlyList<AllocatedRank> Ranks)
{
    /// <summary>Ranks given in total.</summary>
    public int Spent => Ranks.Sum(entry => entry.Rank);

    /// <summary>A table of the allocation, a line an adapter.</summary>
    public override string ToString()
    {
        var width = Math.Max("adapter".Length, Ranks.Select(entry => entry.Path.Length).DefaultIfEmpty().Max());
        var text = new StringBuilder();
        text.Append(Invariant($"{Spent} of {Budget} ranks given by {Measure}\n"));
        text.Append("adapter".PadRight(width)).Append("       score    share   rank   parameters\n");
        foreach (var entry in Ranks)
        {
            text.Append(entry.Path.PadRight(width));
            text.Append(Invariant($"  {entry.Score,10:0.0000e+0}  {entry.Share,6:0.0%}  {entry.Rank,5}  {entry.Parameters,11}\n"));
        }

        return text.ToString();
    }
}
