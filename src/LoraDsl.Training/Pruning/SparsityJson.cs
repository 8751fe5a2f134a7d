using System.Text.Json.Serialization;

namespace LoraDsl.Pruning;

/// <summary>Writes <see cref="SparsityReport"/> without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SparsityReport))]
internal sealed partial class SparsityJson : JsonSerializerContext;
