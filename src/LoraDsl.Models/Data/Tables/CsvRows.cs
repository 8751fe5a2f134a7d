using LoraDsl.Formats.Files;
using nietras.SeparatedValues;

namespace LoraDsl.Models.Data.Tables;

/// <summary>Rows of separated values, with the columns' names in the first line. Values in quotes may have separators, quotes written twice, and line ends.</summary>
internal static class CsvRows
{
    /// <inheritdoc cref="TableFile.Read"/>
    /// <param name="path">The file.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="separator">What stands between values; found out from the first line where it is not told.</param>
    public static IEnumerable<IReadOnlyList<string>> Read(string path, IReadOnlyList<string> columns, char? separator)
    {
        using var stream = RegularFile.OpenRead(path);
        using var reader = Open(stream, path, separator);
        var places = Columns.Places(path, columns, reader.Header.ColNames);
        while (Next(reader, path, places) is { } row)
            yield return row;
    }

    private static SepReader Open(Stream stream, string path, char? separator)
    {
        try
        {
            return Sep.Reader(options => options with { Sep = separator is { } each ? new Sep(each) : null, Unescape = true }).From(stream);
        }
        catch (Exception error) when (error is ArgumentException or InvalidDataException)
        {
            throw new InvalidDataException($"'{path}' is no table of separated values: {error.Message}", error);
        }
    }

    private static string[]? Next(SepReader reader, string path, int[] places)
    {
        try
        {
            return reader.MoveNext() ? Values(reader.Current, places) : null;
        }
        catch (Exception error) when (error is ArgumentException or InvalidDataException)
        {
            throw new InvalidDataException($"'{path}' is no table of separated values: {error.Message}", error);
        }
    }

    private static string[] Values(SepReader.Row row, int[] places)
    {
        var values = new string[places.Length];
        for (var index = 0; index < values.Length; index++)
            values[index] = row[places[index]].ToString();
        return values;
    }
}
