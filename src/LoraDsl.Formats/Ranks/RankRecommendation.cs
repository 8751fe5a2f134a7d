using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace LoraDsl.Ranks;

/// <summary>Recommended ranks for the layers of a model, with reasons.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Complexity">What the ranks are for.</param>
/// <param name="Limit">What kept them below what was asked for.</param>
/// <param name="Parameters">Trainable values of all layers.</param>
/// <param name="MemoryBytes">What they take in memory while training.</param>
/// <param name="ComputeOverhead">What they add to the frozen layers' forward and backward pass, as a part of it.</param>
/// <param name="Ranks">A rank for each layer, in the model's order.</param>
public sealed record RankRecommendation(
    string Model,
    TaskComplexity Complexity,
    RankLimit Limit,
    long Parameters,
    long MemoryBytes,
    double ComputeOverhead,
    IReadOnlyList<RecommendedRank> Ranks)
{
    /// <summary>What all ranks together take, in a sentence.</summary>
    [JsonIgnore]
    public string Summary => Invariant(
        $"{Model}: {Ranks.Sum(rank => rank.Rank):N0} ranks, {Parameters:N0} trainable values, {MemoryBytes / 1048576.0:0.0} MiB while training, {100 * ComputeOverhead:0.0} % more computing");

    /// <summary>The recommendation as JSON, with property names that stay.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RanksJson.Default.RankRecommendation);

    /// <summary>The recommendation as plain text, a line for each layer.</summary>
    public override string ToString()
    {
        var width = Math.Max("layer".Length, Ranks.Max(rank => rank.Layer.Length));
        var text = new StringBuilder().Append(Summary).Append('\n');
        text.Append("layer".PadRight(width)).Append("  type              rank  parameters  why\n");
        foreach (var rank in Ranks)
            text.Append(rank.Layer.PadRight(width)).Append(Invariant($"  {NameOf(rank.Type),-16}  {rank.Rank,4}  {rank.Parameters,10:N0}  {rank.Why}\n"));
        return text.ToString();
    }

    private static string NameOf(LayerType type) => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString());
}
