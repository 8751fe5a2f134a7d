using LoraDsl.Models.Data;
using LoraDsl.Models.Text;
using MiniLm;
using Parquet;
using Parquet.Serialization;

namespace LoraDsl.Models.Tests.Data;

/// <summary>Columns of texts from files of several kinds.</summary>
public sealed class TableFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("loradsl-tables-");

    [Theory]
    [InlineData("a.csv", "label,text,more\n1,\"a, \"\"b\"\"\nc\",x\n0,d,y\n")]
    [InlineData("a.csv", "label;text;more\r\n1;\"a, \"\"b\"\"\nc\";x\r\n0;d;y")]
    [InlineData("a.tsv", "label\ttext\n1\t\"a, \"\"b\"\"\nc\"\n0\td\n")]
    [InlineData("a.jsonl", "{\"label\": 1, \"text\": \"a, \\\"b\\\"\\nc\"}\n\n{\"text\": \"d\", \"label\": 0}\n")]
    public void Columns_are_read_in_the_order_that_is_asked_for(string file, string content)
    {
        File.WriteAllText(PathOf(file), content);
        Assert.Equal([["a, \"b\"\nc", "1"], ["d", "0"]], TableFile.Read(PathOf(file), "text", "label"));
    }

    [Fact]
    public async Task Parquet_is_read_over_its_row_groups_with_numbers_as_texts()
    {
        var rows = Enumerable.Range(0, 25).Select(index => new Row { Text = $"naïve 😀 {index}", Label = index, Share = index / 2.0, Flag = index % 2 == 0 }).ToList();
        await ParquetSerializer.SerializeAsync(rows, PathOf("a.parquet"), new ParquetOptions { RowGroupSize = 10 });
        Assert.Equal(
            rows.Select(row => new[] { $"{row.Label}", row.Text!, row.Share!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Flag ? "true" : "false" }),
            TableFile.Read(PathOf("a.parquet"), "Label", "Text", "Share", "Flag"));
    }

    [Fact]
    public async Task A_row_without_a_value_is_said()
    {
        await ParquetSerializer.SerializeAsync(new List<Row> { new() { Text = "a" }, new() }, PathOf("a.parquet"));
        Assert.Equal($"'{PathOf("a.parquet")}', row 2, has no value for Text.", Assert.Throws<InvalidDataException>(() => TableFile.Read(PathOf("a.parquet"), "Text").ToList()).Message);
        File.WriteAllText(PathOf("a.jsonl"), "{\"text\": \"a\"}\n{\"text\": null}");
        Assert.Equal(
            $"'{PathOf("a.jsonl")}', line 2, has for text the value null: a text, a number or a truth value is needed.",
            Assert.Throws<InvalidDataException>(() => TableFile.Read(PathOf("a.jsonl"), "text").ToList()).Message);
    }

    [Fact]
    public void What_is_no_table_or_lacks_a_column_is_said()
    {
        File.WriteAllText(PathOf("a.parquet"), "this is no file of Parquet, however long it may be");
        File.WriteAllText(PathOf("a.csv"), "text,label\na,b\n");
        File.WriteAllText(PathOf("b.csv"), "text,label\na,b\nc\n");
        Assert.StartsWith($"'{PathOf("a.parquet")}' is no file of Parquet, or a damaged one: ", Said("a.parquet", "text"), StringComparison.Ordinal);
        Assert.Equal($"'{PathOf("a.csv")}' has no column body and no column class: it has text, label.", Said("a.csv", "text", "body", "class"));
        Assert.StartsWith($"'{PathOf("b.csv")}' is no table of separated values: ", Said("b.csv", "text"), StringComparison.Ordinal);
        Assert.Equal($"'{PathOf("a.xlsx")}' is no table that is read here: .jsonl, .csv, .tsv and .parquet are.", Said("a.xlsx", "text"));
        Assert.Throws<FileNotFoundException>(() => TableFile.Read(PathOf("nowhere.csv"), "text").ToList());
    }

    [Fact]
    public void Prompts_and_answers_may_stand_in_a_table()
    {
        File.WriteAllBytes(PathOf("vocab.txt"), MiniLmPackage.Vocabulary());
        var tokenizer = TextTokenizer.Load(folder.FullName);
        File.WriteAllText(PathOf("a.csv"), "question,answer\nhello,world\nworld,\n");
        File.WriteAllText(PathOf("b.csv"), "question,answer\nhello,world\n");
        File.WriteAllText(PathOf("b.jsonl"), "{\"prompt\": \"hello\", \"answer\": \"world\"}");
        Assert.Equal(PromptFile.Read(PathOf("b.jsonl"), tokenizer)[0].Ids, PromptFile.Read(PathOf("b.csv"), tokenizer, promptKey: "question")[0].Ids);
        Assert.Equal($"'{PathOf("a.csv")}', row 2, has an empty answer.", Assert.Throws<InvalidDataException>(() => PromptFile.Read(PathOf("a.csv"), tokenizer, promptKey: "question")).Message);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Said(string file, params string[] columns) => Assert.Throws<InvalidDataException>(() => TableFile.Read(PathOf(file), columns).ToList()).Message;

    private string PathOf(string file) => Path.Combine(folder.FullName, file);

    private sealed class Row
    {
        public string? Text { get; set; }

        public int Label { get; set; }

        public double? Share { get; set; }

        public bool Flag { get; set; }
    }
}
