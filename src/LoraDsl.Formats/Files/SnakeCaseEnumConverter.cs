using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoraDsl.Formats.Files;

/// <summary>Names of an enum's members in lower case with underscores; numbers are refused.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class SnakeCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
