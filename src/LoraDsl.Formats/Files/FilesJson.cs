using System.Text.Json.Serialization;

namespace LoraDsl.Formats.Files;

/// <summary>Reads and writes what stands beside a lock, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(FolderHolder))]
internal sealed partial class FilesJson : JsonSerializerContext;
