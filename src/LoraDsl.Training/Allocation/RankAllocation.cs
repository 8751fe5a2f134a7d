using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoraDsl.Formats.Files;
using static System.FormattableString;

namespace LoraDsl.Allocation;

/// <summary>The outcome of sharing out ranks: what was measured, scored, given, and why.</summary>
/// <param name="Budgets">The budgets that were shared out.</param>
/// <param name="Ranks">What each adaptive adapter was given.</param>
public sealed record RankAllocation(IReadOnlyList<AllocatedBudget> Budgets, IReadOnlyList<AllocatedRank> Ranks)
{
    /// <summary>Names of the importance measures, separated by commas where budgets follow different ones.</summary>
    [JsonIgnore]
    public string Measure => string.Join(", ", Budgets.Select(budget => budget.Measure).Distinct());

    /// <summary>Ranks given in total.</summary>
    [JsonIgnore]
    public int Spent => Ranks.Sum(entry => entry.Rank);

    /// <summary>What was spent, and by what, a sentence for each kind of budget.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Summary =>
        [.. Budgets.GroupBy(budget => (budget.Measure, budget.Allocation, budget.Unit)).Select(alike =>
        {
            var unit = alike.Key.Unit == BudgetUnit.Ranks ? "ranks" : "parameters";
            var drift = alike.Sum(budget => budget.Drift);
            var rounding = drift == 0 ? "" : Invariant($"; rounding alone missed it by {drift:+0;-0}");
            return Invariant($"{alike.Sum(budget => budget.Spent)} of {alike.Sum(budget => budget.Amount)} {unit} given by {alike.Key.Measure}, {alike.Key.Allocation}{rounding}");
        })];

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no such report.</exception>
    public static RankAllocation FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return JsonSerializer.Deserialize(json, AllocationJson.Default.RankAllocation) ?? throw new JsonException("The report is null: pass what ToJson() or Save() wrote.");
    }

    /// <summary>The report as JSON, with property names that stay.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AllocationJson.Default.RankAllocation);

    /// <summary>Writes the report as JSON to a file, beside it first and then in its place.</summary>
    public void Save(string path) => AtomicFiles.WriteText(path, ToJson() + "\n");

    /// <summary>A table of the allocation, a line an adapter.</summary>
    public override string ToString()
    {
        var width = Math.Max("adapter".Length, Ranks.Select(entry => entry.Path.Length).DefaultIfEmpty().Max());
        var text = new StringBuilder();
        foreach (var line in Summary)
            text.Append(line).Append('\n');
        text.Append("adapter".PadRight(width)).Append("       score    share   rank   parameters  why\n");
        foreach (var entry in Ranks)
        {
            text.Append(entry.Path.PadRight(width));
            text.Append(Invariant($"  {entry.Score,10:0.0000e+0}  {entry.Share,6:0.0%}  {entry.Rank,5}  {entry.Parameters,11}  {entry.Why}\n"));
        }

        return text.ToString();
    }
}
