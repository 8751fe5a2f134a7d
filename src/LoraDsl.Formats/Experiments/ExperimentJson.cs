using System.Text.Json.Serialization;

namespace LoraDsl.Formats.Experiments;

/// <summary>Writes and reads the files of an experiment without reflection. A loss that is no number is one that has to be seen.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ExperimentResult))]
[JsonSerializable(typeof(TrialResult))]
internal sealed partial class ExperimentJson : JsonSerializerContext;
