using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LoraDsl.Allocation;
using LoraDsl.Analysis;
using LoraDsl.Checkpoints;

namespace LoraDsl.Reports;

/// <summary>Writes and reads reports without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RankAllocation))]
[JsonSerializable(typeof(RankChange[]))]
[JsonSerializable(typeof(InitializerReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Reads a report.</summary>
    /// <exception cref="JsonException">The text is no such report.</exception>
    public static T Read<T>(string json, JsonTypeInfo<T> type)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(json);
        return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("The report is null: pass what ToJson() or Save() wrote.");
    }

    /// <summary>Writes a report to a file, beside it first and then in its place.</summary>
    public static void Save(string path, string json)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        AtomicFiles.Write(Path.GetDirectoryName(full)!, (Path.GetFileName(full), WriteText));

        void WriteText(Stream stream)
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(json);
            writer.Write('\n');
        }
    }
}
