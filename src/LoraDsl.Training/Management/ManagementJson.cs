using System.Text.Json.Serialization;
using LoraDsl.Formats.Files;

namespace LoraDsl.Management;

/// <summary>Writes and reads the settings and the state of a rank manager without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(SnakeCaseEnumConverter<AdapterInitialization>)],
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RankManagerSettings))]
[JsonSerializable(typeof(RankManagerState))]
internal sealed partial class ManagementJson : JsonSerializerContext;
