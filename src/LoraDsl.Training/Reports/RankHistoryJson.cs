using System.Text.Json.Serialization;
using LoraDsl.Adapters;

namespace LoraDsl.Reports;

/// <summary>Writes and reads the history of ranks without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RankChange[]))]
internal sealed partial class RankHistoryJson : JsonSerializerContext;
