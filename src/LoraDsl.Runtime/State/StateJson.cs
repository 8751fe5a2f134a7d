using System.Text.Json.Serialization;

namespace LoraDsl.State;

/// <summary>Writes and reads <see cref="StateValues"/> without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StateValues))]
internal sealed partial class StateJson : JsonSerializerContext;
