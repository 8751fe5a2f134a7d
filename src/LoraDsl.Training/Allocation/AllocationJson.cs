using System.Text.Json.Serialization;

namespace LoraDsl.Allocation;

/// <summary>Writes and reads allocations of ranks without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RankAllocation))]
internal sealed partial class AllocationJson : JsonSerializerContext;
