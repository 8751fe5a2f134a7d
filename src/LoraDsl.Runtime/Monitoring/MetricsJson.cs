using System.Text.Json.Serialization;

namespace LoraDsl.Monitoring;

/// <summary>Reads and writes <see cref="TrainingMoment"/> without reflection. A loss that is no number is one that has to be seen.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(TrainingMoment))]
internal sealed partial class MetricsJson : JsonSerializerContext;
