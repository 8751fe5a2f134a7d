using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace LoraDsl.Analysis;

/// <summary>How initializers compare on one training.</summary>
/// <param name="TargetLoss">The loss that was to be reached.</param>
/// <param name="Steps">Steps of each trial.</param>
/// <param name="Results">The initializers, in the order in which they were given.</param>
public sealed record InitializerReport(double TargetLoss, int Steps, IReadOnlyList<InitializerResult> Results)
{
    /// <summary>
    /// The initializer that most trials reached the target with, and of those the one with the fewest steps on average; none when no trial
    /// reached it.
    /// </summary>
    public string? Fastest => Results
        .Where(result => result.Reached > 0)
        .OrderByDescending(result => result.Reached)
        .ThenBy(result => result.StepsToTarget)
        .FirstOrDefault()?.Initializer;

    /// <summary>
    /// The initializer with which the fewest trials diverged, and of those the one whose last losses differ least from trial to trial; none
    /// where no initializer has two trials to compare.
    /// </summary>
    public string? MostStable => Results
        .Where(result => result.FinalLossDeviation is not null)
        .OrderBy(result => result.Diverged)
        .ThenBy(result => result.FinalLossDeviation)
        .FirstOrDefault()?.Initializer;

    /// <summary>The report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, InitializerJson.Default.InitializerReport);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no such report.</exception>
    public static InitializerReport FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return JsonSerializer.Deserialize(json, InitializerJson.Default.InitializerReport)
            ?? throw new JsonException("The report is null: pass what ToJson() wrote.");
    }

    /// <summary>The report as plain text: a line an initializer, and who was fastest and most stable.</summary>
    public override string ToString()
    {
        var width = Math.Max("initializer".Length, Results.Select(result => result.Initializer.Length).DefaultIfEmpty().Max());
        var text = new StringBuilder();
        text.Append("initializer".PadRight(width)).Append("      |ΔW|  spectral  condition  gradient   steps  reached  final loss  deviation  diverged\n");
        foreach (var result in Results)
        {
            text.Append(result.Initializer.PadRight(width));
            text.Append(Invariant($"  {Figure(result.UpdateNorm),8}  {Figure(result.SpectralNorm),8}  {Figure(result.ConditionNumber),9}  {Figure(result.GradientNorm),8}"));
            text.Append(Invariant($"  {Figure(result.StepsToTarget),6}  {$"{result.Reached}/{result.Trials.Count}",7}  {Figure(result.FinalLoss),10}  {Figure(result.FinalLossDeviation),9}  {result.Diverged,8}\n"));
        }

        return text.Append(Verdict).Append('\n').ToString();
    }

    /// <summary>Who was fastest and most stable, and by what.</summary>
    [JsonIgnore]
    public string Verdict => Invariant($"fastest to a loss of {TargetLoss:g4} within {Steps} steps: {Fastest ?? "none reached it"}; most stable: {MostStable ?? "not known from less than two trials"}");

    /// <summary>A figure in four digits, or a dash.</summary>
    private static string Figure(double? value) => value is { } known ? Invariant($"{known:g4}") : "-";
}
