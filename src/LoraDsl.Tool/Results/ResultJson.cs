using System.Text.Json.Serialization;

namespace LoraDsl.Tool.Results;

/// <summary>Writes what the commands say as JSON.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Inspection))]
[JsonSerializable(typeof(Analysis))]
[JsonSerializable(typeof(Merge))]
[JsonSerializable(typeof(Trim))]
[JsonSerializable(typeof(Combination))]
[JsonSerializable(typeof(Comparison))]
[JsonSerializable(typeof(WrittenReport))]
[JsonSerializable(typeof(Diagnosis))]
internal sealed partial class ResultJson : JsonSerializerContext;
