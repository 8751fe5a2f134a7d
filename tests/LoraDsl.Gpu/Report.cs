using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoraDsl.Benchmarks.Measurement;
using static System.FormattableString;

namespace LoraDsl.Gpu;

/// <summary>What was found, as a table for people and as JSON.</summary>
/// <param name="Device">Where the tensors were.</param>
/// <param name="Checks">The checks.</param>
/// <param name="Benchmarks">The ratios.</param>
internal sealed partial record Report(string Device, List<CheckOutcome> Checks, List<BenchmarkResult> Benchmarks)
{
    public static void Write(string folder, Report report)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "gpu-check.json"), JsonSerializer.Serialize(report, ReportJson.Default.Report));
        File.WriteAllText(Path.Combine(folder, "gpu-check.md"), report.ToMarkdown());
    }

    private string ToMarkdown()
    {
        var text = new StringBuilder($"# Checks on {Device}\n\n| check | outcome | detail |\n|---|---|---|\n");
        foreach (var check in Checks)
            text.Append(Invariant($"| {check.Name} | {check.Outcome} | {check.Detail.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal)} |\n"));
        if (Benchmarks.Count == 0)
            return text.ToString();
        text.Append("\n| suite | case | subject / reference | ratio | quartiles |\n|---|---|---|--:|---|\n");
        foreach (var result in Benchmarks)
            text.Append(Invariant($"| {result.Suite} | {result.Case} | {result.Subject} / {result.Reference} {result.Metric} | {result.Ratio:0.000} | {result.Low:0.000} … {result.High:0.000} |\n"));
        return text.ToString();
    }

    [JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Report))]
    private sealed partial class ReportJson : JsonSerializerContext;
}
