using System.Text;
using static System.FormattableString;

namespace LoraDsl.Allocation;

/// <summary>The outcome of sharing out ranks.</summary>
/// <param name="Budgets">The budgets that were shared out.</param>
/// <param name="Ranks">What each adaptive adapter was given.</param>
public sealed record RankAllocation(IReadOnlyList<AllocatedBudget> Budgets, IReadOnlyList<AllocatedRank> Ranks)
{
    /// <summary>Names of the importance measures, separated by commas where budgets follow different ones.</summary>
    public string Measure => string.Join(", ", Budgets.Select(budget => budget.Measure).Distinct());

    /// <summary>Ranks given in total.</summary>
    public int Spent => Ranks.Sum(entry => entry.Rank);

    /// <summary>A table of the allocation, a line an adapter.</summary>
    public override string ToString()
    {
        var width = Math.Max("adapter".Length, Ranks.Select(entry => entry.Path.Length).DefaultIfEmpty().Max());
        var text = new StringBuilder();
        foreach (var alike in Budgets.GroupBy(budget => (budget.Measure, budget.Allocation, budget.Unit)))
        {
            var unit = alike.Key.Unit == BudgetUnit.Ranks ? "ranks" : "parameters";
            text.Append(Invariant($"{alike.Sum(budget => budget.Spent)} of {alike.Sum(budget => budget.Amount)} {unit} given by {alike.Key.Measure}, {alike.Key.Allocation}\n"));
        }

        text.Append("adapter".PadRight(width)).Append("       score    share   rank   parameters\n");
        foreach (var entry in Ranks)
        {
            text.Append(entry.Path.PadRight(width));
            text.Append(Invariant($"  {entry.Score,10:0.0000e+0}  {entry.Share,6:0.0%}  {entry.Rank,5}  {entry.Parameters,11}\n"));
        }

        return text.ToString();
    }
}
