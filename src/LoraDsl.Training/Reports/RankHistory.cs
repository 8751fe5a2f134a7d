using System.Text;
using System.Text.Json;
using LoraDsl.Adapters;
using LoraDsl.Formats.Files;
using static System.FormattableString;

namespace LoraDsl.Reports;

/// <summary>
/// The changes of a model's ranks in the order in which they happened, recorded from <see cref="AdapterSet.RankChanged"/> until the
/// history is disposed.
/// </summary>
public sealed class RankHistory : IDisposable
{
    private readonly List<RankChange> changes = [];
    private AdapterSet? set;

    /// <summary>Starts to record.</summary>
    /// <param name="set">The adapters of the model: the set that ranks are allocated and the optimizer is made through.</param>
    public RankHistory(AdapterSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        this.set = set;
        set.RankChanged += Record;
    }

    private RankHistory(RankChange[] changes) => this.changes.AddRange(changes);

    /// <summary>What was recorded so far.</summary>
    public IReadOnlyList<RankChange> Changes => changes;

    /// <summary>Reads what <see cref="ToJson"/> wrote; records nothing further.</summary>
    /// <exception cref="JsonException">The text is no such history.</exception>
    public static RankHistory FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new RankHistory(JsonSerializer.Deserialize(json, RankHistoryJson.Default.RankChangeArray) ?? throw new JsonException("The report is null: pass what ToJson() or Save() wrote."));
    }

    /// <summary>The rank that an adapter had after a step, as far as the record goes; null for one that never changed until then.</summary>
    /// <param name="path">The adapter's path.</param>
    /// <param name="step">Number of the step; 0 for before training.</param>
    public int? RankAt(string path, long step) =>
        changes.FindLast(change => change.Step <= step && change.Path == path)?.NewRank;

    /// <summary>The changes as a JSON array, with property names that stay.</summary>
    public string ToJson() => JsonSerializer.Serialize([.. changes], RankHistoryJson.Default.RankChangeArray);

    /// <summary>Writes the changes as JSON to a file, beside it first and then in its place.</summary>
    public void Save(string path) => AtomicFiles.WriteText(path, ToJson() + "\n");

    /// <summary>A table of the changes, a line a change.</summary>
    public override string ToString()
    {
        var width = Math.Max("adapter".Length, changes.Select(change => change.Path.Length).DefaultIfEmpty().Max());
        var text = new StringBuilder();
        text.Append("   step  ").Append("adapter".PadRight(width)).Append("     rank     by          why\n");
        foreach (var change in changes)
            text.Append(Invariant($"{change.Step,7}  ")).Append(change.Path.PadRight(width)).Append(Invariant($"  {change.OldRank,4} -> {change.NewRank,-4} {change.Kind,-10}  {change.Reason}\n"));
        return text.ToString();
    }

    /// <summary>Stops recording; what was recorded stays.</summary>
    public void Dispose()
    {
        if (set is not null)
            set.RankChanged -= Record;
        set = null;
    }

    private void Record(object? sender, RankChange change) =>
        changes.Add(change);
}
