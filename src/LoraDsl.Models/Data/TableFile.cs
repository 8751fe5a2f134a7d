using LoraDsl.Models.Data.Tables;

namespace LoraDsl.Models.Data;

/// <summary>Columns of texts in a file: JSON lines, CSV, values with tabs between them, or Parquet.</summary>
public static class TableFile
{
    /// <summary>Reads rows one after the other. Numbers and truth values become texts as JSON writes them.</summary>
    /// <param name="path">The file; its end says what it is: <c>.jsonl</c>, <c>.json</c> (a line each), <c>.csv</c>, <c>.tsv</c> or <c>.parquet</c>.</param>
    /// <param name="columns">The columns, such as a text's and its label's.</param>
    /// <returns>For each row the values of the columns, in their order.</returns>
    /// <exception cref="ArgumentException">No columns are named.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is none of these, lacks a column, or has a row without a value; the message has file, row and column.</exception>
    public static IEnumerable<IReadOnlyList<string>> Read(string path, params IReadOnlyList<string> columns)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0)
            throw new ArgumentException("No columns are named.", nameof(columns));
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".jsonl" or ".json" or ".ndjson" => JsonRows.Read(path, columns),
            ".csv" => CsvRows.Read(path, columns, separator: null),
            ".tsv" => CsvRows.Read(path, columns, '\t'),
            ".parquet" => ParquetRows.Read(path, columns),
            _ => throw new InvalidDataException($"'{path}' is no table that is read here: .jsonl, .csv, .tsv and .parquet are."),
        };
    }
}
