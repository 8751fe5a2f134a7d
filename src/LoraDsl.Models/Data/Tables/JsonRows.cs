using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoraDsl.Models.Data.Tables;

/// <summary>Rows of JSON lines.</summary>
internal static class JsonRows
{
    /// <inheritdoc cref="TableFile.Read"/>
    public static IEnumerable<IReadOnlyList<string>> Read(string path, IReadOnlyList<string> columns) =>
        JsonLine.Read(path).Select(line => (IReadOnlyList<string>)[.. columns.Select(column => Value(line, column))]);

    private static string Value(JsonLine line, string column) => line.Values[column] is JsonValue value
        ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()
        : throw line.Error(column, "a text, a number or a truth value");
}
