using System.Text.Json.Serialization;
using LoraDsl.Formats.Files;

namespace LoraDsl.Ranks;

/// <summary>Writes and reads architectures and recommendations without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(SnakeCaseEnumConverter<LayerType>), typeof(SnakeCaseEnumConverter<TaskComplexity>), typeof(SnakeCaseEnumConverter<RankLimit>)],
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Architecture))]
[JsonSerializable(typeof(RankRecommendation))]
internal sealed partial class RanksJson : JsonSerializerContext;
