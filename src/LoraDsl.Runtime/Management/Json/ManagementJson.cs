using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoraDsl.Management;

/// <summary>Writes and reads settings, architectures and recommendations without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(SnakeCaseEnumConverter<AdapterInitialization>), typeof(SnakeCaseEnumConverter<LayerType>), typeof(SnakeCaseEnumConverter<TaskComplexity>), typeof(SnakeCaseEnumConverter<RankLimit>)],
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RankManagerSettings))]
[JsonSerializable(typeof(RankManagerState))]
[JsonSerializable(typeof(Architecture))]
[JsonSerializable(typeof(RankRecommendation))]
internal sealed partial class ManagementJson : JsonSerializerContext;

/// <summary>Names of an enum's members in lower case with underscores; numbers are refused.</summary>
internal sealed class SnakeCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
