using System.Text.Json.Serialization;

namespace LoraDsl.Analysis;

/// <summary>Writes and reads comparisons of initializers without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(InitializerReport))]
internal sealed partial class InitializerJson : JsonSerializerContext;
