using System.Text.Json.Serialization;

namespace LoraDsl.Formats.Runs;

/// <summary>Writes and reads the files of a <see cref="RunFolder"/> without reflection. A loss that is no number is one that has to be seen.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = false,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RunDescription))]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(ValidationMetrics))]
[JsonSerializable(typeof(RankDecision))]
internal sealed partial class RunJson : JsonSerializerContext;
