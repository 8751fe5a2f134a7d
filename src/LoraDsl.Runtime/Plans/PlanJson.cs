using System.Text.Json.Serialization;

namespace LoraDsl.Plans;

/// <summary>Writes and reads <see cref="PlanFile"/> without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PlanFile))]
internal sealed partial class PlanJson : JsonSerializerContext;
