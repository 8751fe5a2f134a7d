using System.Globalization;
using LoraDsl.Formats.Files;
using Parquet;
using Parquet.Schema;

namespace LoraDsl.Models.Data.Tables;

/// <summary>Rows of a Parquet file, a row group in memory at a time.</summary>
internal static class ParquetRows
{
    /// <inheritdoc cref="TableFile.Read"/>
    public static IEnumerable<IReadOnlyList<string>> Read(string path, IReadOnlyList<string> columns)
    {
        using var stream = RegularFile.OpenRead(path);
        var reader = Open(stream, path);
        try
        {
            var fields = Fields(reader, path, columns);
            var number = 0;
            for (var group = 0; group < reader.RowGroupCount; group++)
            {
                var values = Group(reader, path, group, fields);
                for (var row = 0; row < values[0].Length; row++)
                {
                    number++;
                    yield return [.. values.Select((column, index) => column[row] ?? throw new InvalidDataException($"'{path}', row {number}, has no value for {columns[index]}."))];
                }
            }
        }
        finally
        {
            Wait(reader.DisposeAsync());
        }
    }

    private static ParquetReader Open(Stream stream, string path) => Guarded(path, () => ParquetReader.CreateAsync(stream).GetAwaiter().GetResult());

    private static DataField[] Fields(ParquetReader reader, string path, IReadOnlyList<string> columns)
    {
        var fields = reader.Schema.Fields;
        return [.. Columns.Places(path, columns, [.. fields.Select(field => field.Name)]).Select(place =>
            fields[place] as DataField ?? throw Unread(path, fields[place]))];
    }

    private static string?[][] Group(ParquetReader reader, string path, int group, DataField[] fields) => Guarded(path, () =>
    {
        using var rows = reader.OpenRowGroupReader(group);
        return fields.Select(field => Column(rows, path, field)).ToArray();
    });

    private static string?[] Column(ParquetRowGroupReader rows, string path, DataField field)
    {
        if (field.IsArray)
            throw Unread(path, field);
        // Texts are of the library's own type; it decodes them into strings as well.
        if (field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[rows.RowCount];
            Wait(rows.ReadAsync(field, texts!.AsMemory()));
            return texts;
        }

        return field.ClrType == typeof(long) ? Numbers<long>()
            : field.ClrType == typeof(int) ? Numbers<int>()
            : field.ClrType == typeof(short) ? Numbers<short>()
            : field.ClrType == typeof(sbyte) ? Numbers<sbyte>()
            : field.ClrType == typeof(byte) ? Numbers<byte>()
            : field.ClrType == typeof(double) ? Numbers<double>()
            : field.ClrType == typeof(float) ? Numbers<float>()
            : field.ClrType == typeof(bool) ? Numbers<bool>()
            : throw Unread(path, field);

        string?[] Numbers<T>()
            where T : struct, IConvertible
        {
            if (!field.IsNullable)
            {
                var plain = new T[rows.RowCount];
                Wait(rows.ReadAsync<T>(field, plain.AsMemory()));
                return [.. plain.Select(Text)];
            }

            var numbers = new T?[rows.RowCount];
            Wait(rows.ReadAsync<T>(field, numbers.AsMemory()));
            return [.. numbers.Select(number => number is { } value ? Text(value) : null)];
        }
    }

    private static InvalidDataException Unread(string path, Field field) =>
        new($"'{path}' has neither texts nor numbers nor truth values in its column {field.Name}, but lists, records or other values, which are not read here.");

    private static string Text<T>(T value)
        where T : struct, IConvertible => value is bool flag ? (flag ? "true" : "false") : value.ToString(CultureInfo.InvariantCulture);

    private static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not (OutOfMemoryException or InvalidDataException))
        {
            throw new InvalidDataException($"'{path}' is no file of Parquet, or a damaged one: {error.Message}", error);
        }
    }
}
