using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoraDsl.Benchmarks.Measurement;

/// <summary>The results as JSON: an array of objects with suite, case, subject, reference, metric, ratio, low and high.</summary>
internal static partial class ResultFile
{
    public static void Write(string path, List<BenchmarkResult> results)
    {
        var temporary = path + ".tmp";
        using (var stream = File.Create(temporary))
            JsonSerializer.Serialize(stream, results, Json.Default.ListBenchmarkResult);
        File.Move(temporary, path, overwrite: true);
    }

    [JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(List<BenchmarkResult>))]
    private sealed partial class Json : JsonSerializerContext;
}
