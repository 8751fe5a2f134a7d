using System.Text.Json.Nodes;
using LoraDsl.Models.Text;
using MiniLm;
using Tokenizers.DotNet;
using Xunit.Abstractions;

namespace LoraDsl.Models.Tests.Text;

/// <summary>BERT's tokenizer against Hugging Face's own, with the vocabulary of all-MiniLM-L6-v2.</summary>
public sealed class WordPieceTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("loradsl-wordpiece-");
    private readonly ITestOutputHelper output;

    public WordPieceTests(ITestOutputHelper output)
    {
        this.output = output;
        File.WriteAllBytes(PathOf("vocab.txt"), MiniLmPackage.Vocabulary());
    }

    [Fact]
    public void Tokens_are_those_of_Hugging_Face()
    {
        WriteJson();
        var theirs = new Tokenizer(PathOf("tokenizer.json"));
        var fromJson = TextTokenizer.Load(folder.FullName);
        File.Delete(PathOf("tokenizer.json"));
        var fromVocabulary = TextTokenizer.Load(folder.FullName);
        var wrong = new List<string>();
        foreach (var text in TextSamples.Make(4_000))
        {
            long[] expected = [101, .. theirs.Encode(text).Select(id => (long)id).Where(id => id is not (101 or 102)), 102];
            if (!expected.SequenceEqual(fromJson.Encode(text)) || !expected.SequenceEqual(fromVocabulary.Encode(text)))
                wrong.Add($"{System.Text.Json.JsonSerializer.Serialize(text)}: {string.Join(' ', expected)} | {string.Join(' ', fromJson.Encode(text))}");
        }

        output.WriteLine(string.Join('\n', wrong.Take(20)));
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_batch_is_filled_up_on_the_right_and_masked()
    {
        var tokenizer = TextTokenizer.Load(folder.FullName);
        using var batch = tokenizer.Encode(["hello world", "hello"]);
        Assert.Equal([101, 7592, 2088, 102, 101, 7592, 102, 0], batch.Ids.data<long>().ToArray());
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 0], batch.Mask.data<long>().ToArray());
        using var left = tokenizer.Encode(["hello world", "hello"], side: PaddingSide.Left);
        Assert.Equal([101, 7592, 2088, 102, 0, 101, 7592, 102], left.Ids.data<long>().ToArray());
    }

    [Fact]
    public void A_text_is_cut_so_that_what_stands_around_it_has_room()
    {
        var tokenizer = TextTokenizer.Load(folder.FullName);
        Assert.Equal([101, 7592, 2088, 102], tokenizer.Encode("hello world hello world", maxLength: 4));
        Assert.Equal([7592, 2088, 7592, 2088], tokenizer.Encode("hello world hello world", maxLength: 4, addSpecial: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Encode("hello", maxLength: 2));
        File.WriteAllText(PathOf("config.json"), """{"vocab_size": 30522, "max_position_embeddings": 5}""");
        Assert.Equal(5, TextTokenizer.Load(folder.FullName).Encode("hello world hello world").Count);
    }

    [Fact]
    public void Tokens_become_text_again()
    {
        var tokenizer = TextTokenizer.Load(folder.FullName);
        Assert.Equal("unaffable people", tokenizer.Decode(tokenizer.Encode("Unaffable people")));
    }

    [Fact]
    public void The_tokenizer_of_another_model_is_refused()
    {
        File.WriteAllText(PathOf("config.json"), """{"vocab_size": 1000}""");
        var error = Assert.Throws<InvalidDataException>(() => TextTokenizer.Load(folder.FullName));
        Assert.Equal($"The tokenizer in '{folder.FullName}' has 30522 tokens, and its model knows 1000: it is the tokenizer of another model.", error.Message);
    }

    [Fact]
    public void A_vocabulary_without_the_special_tokens_is_refused()
    {
        File.WriteAllText(PathOf("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\nhello\n");
        var error = Assert.Throws<InvalidDataException>(() => TextTokenizer.Load(folder.FullName));
        Assert.Equal($"'{PathOf("vocab.txt")}' has no token '[SEP]', which BERT's tokenizers need.", error.Message);
    }

    [Fact]
    public void A_folder_without_a_tokenizer_is_said()
    {
        File.Delete(PathOf("vocab.txt"));
        Assert.Contains("has no tokenizer", Assert.Throws<FileNotFoundException>(() => TextTokenizer.Load(folder.FullName)).Message, StringComparison.Ordinal);
        File.WriteAllText(PathOf("tokenizer.json"), """{"model": {"type": "Unigram"}}""");
        Assert.Contains("has for model.type the value \"Unigram\"", Assert.Throws<InvalidDataException>(() => TextTokenizer.Load(folder.FullName)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    // As bert-base-uncased has it.
    private void WriteJson()
    {
        var vocabulary = new JsonObject();
        var lines = File.ReadAllLines(PathOf("vocab.txt"));
        for (var id = 0; id < lines.Length; id++)
            vocabulary[lines[id]] = id;
        var json = new JsonObject
        {
            ["version"] = "1.0",
            ["added_tokens"] = new JsonArray(),
            ["normalizer"] = new JsonObject { ["type"] = "BertNormalizer", ["clean_text"] = true, ["handle_chinese_chars"] = true, ["strip_accents"] = null, ["lowercase"] = true },
            ["pre_tokenizer"] = new JsonObject { ["type"] = "BertPreTokenizer" },
            ["post_processor"] = null,
            ["decoder"] = new JsonObject { ["type"] = "WordPiece", ["prefix"] = "##", ["cleanup"] = true },
            ["model"] = new JsonObject
            {
                ["type"] = "WordPiece",
                ["unk_token"] = "[UNK]",
                ["continuing_subword_prefix"] = "##",
                ["max_input_chars_per_word"] = 100,
                ["vocab"] = vocabulary,
            },
        };
        File.WriteAllText(PathOf("tokenizer.json"), json.ToJsonString());
    }

    private string PathOf(string file) => Path.Combine(folder.FullName, file);
}
