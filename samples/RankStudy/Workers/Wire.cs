using System.Text.Json;
using System.Text.Json.Serialization;

namespace RankStudy.Workers;

/// <summary>Tasks and results as lines of JSON, in files and between processes.</summary>
internal static class Wire
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>One line, without its end.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Layout);

    /// <summary>What <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The line is not that.</exception>
    public static T Read<T>(string line) => JsonSerializer.Deserialize<T>(line, Layout) ?? throw new JsonException("The line holds nothing.");
}
