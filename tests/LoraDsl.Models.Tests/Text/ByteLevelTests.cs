using System.Text;
using System.Text.Json.Nodes;
using LoraDsl.Models.Text;
using Tokenizers.DotNet;
using Xunit.Abstractions;

namespace LoraDsl.Models.Tests.Text;

/// <summary>Byte-level BPE against Hugging Face's own, with a small vocabulary that is learned here.</summary>
public sealed class ByteLevelTests(ITestOutputHelper output) : IDisposable
{
    private const string Llama3 = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("loradsl-bpe-");
    private readonly (JsonObject Vocabulary, List<string> Merges) learned = Learn("the cat sat on the mat, the dog's hat; they can't say what the 1234 naïve cafés ate in 2026. Привет мир! ".ToLowerInvariant(), 120);

    // Added tokens follow the vocabulary.
    private int Begin => learned.Vocabulary.Count;

    [Theory]
    [InlineData(null, null)]
    [InlineData(Llama3, null)]
    [InlineData(Llama3, "NFC")]
    public void Tokens_are_those_of_Hugging_Face(string? pattern, string? normalizer)
    {
        Write(pattern, normalizer);
        var theirs = new Tokenizer(PathOf("tokenizer.json"));
        var ours = TextTokenizer.Load(folder.FullName);
        var wrong = new List<string>();
        foreach (var text in TextSamples.Make(2_000).Append("the <|end|>cat").Where(text => text.Length > 0))
        {
            long[] expected = [.. theirs.Encode(text).Select(id => (long)id).Where(id => id != Begin)];
            if (!expected.SequenceEqual(ours.Encode(text, addSpecial: false)))
                wrong.Add($"{System.Text.Json.JsonSerializer.Serialize(text)}: {string.Join(' ', expected)} | {string.Join(' ', ours.Encode(text, addSpecial: false))}");
        }

        output.WriteLine(string.Join('\n', wrong.Take(20)));
        Assert.Empty(wrong);
    }

    [Fact]
    public void What_stands_around_a_text_is_the_templates_and_no_text_itself()
    {
        Write(Llama3, null);
        var tokenizer = TextTokenizer.Load(folder.FullName);
        Assert.Equal([Begin], tokenizer.Before);
        var ids = tokenizer.Encode("the cat naïve 😀\n");
        Assert.Equal(Begin, ids[0]);
        Assert.Equal("the cat naïve 😀\n", tokenizer.Decode(ids));
    }

    [Fact]
    public void The_files_of_GPT_2_are_read()
    {
        Write(null, null);
        var fromJson = TextTokenizer.Load(folder.FullName);
        File.Delete(PathOf("tokenizer.json"));
        File.WriteAllText(PathOf("vocab.json"), learned.Vocabulary.ToJsonString());
        File.WriteAllText(PathOf("merges.txt"), "#version: 0.2\n" + string.Join('\n', learned.Merges) + "\n");
        var fromFiles = TextTokenizer.Load(folder.FullName);
        foreach (var text in TextSamples.Make(200))
            Assert.Equal(fromJson.Encode(text, addSpecial: false), fromFiles.Encode(text, addSpecial: false));
    }

    [Fact]
    public void The_text_of_tokens_one_by_one_is_that_of_all_at_once()
    {
        Write(Llama3, null);
        var tokenizer = TextTokenizer.Load(folder.FullName);
        foreach (var text in TextSamples.Make(200).Append("naïve 😀 cafés, Привет\n"))
        {
            var (ids, stream) = (tokenizer.Encode(text), new TokenText(tokenizer));
            List<string> pieces = [.. ids.Select(stream.Add), stream.End()];
            Assert.Equal(tokenizer.Decode(ids), string.Concat(pieces));
            Assert.DoesNotContain(pieces.SkipLast(1), piece => piece.EndsWith('\uFFFD'));
        }
    }

    [Fact]
    public void RoBERTas_tokens_stand_around_a_text()
    {
        Write(null, null);
        var json = JsonNode.Parse(File.ReadAllText(PathOf("tokenizer.json")))!;
        json["post_processor"] = new JsonObject { ["type"] = "RobertaProcessing", ["sep"] = new JsonArray("<|end|>", Begin + 1), ["cls"] = new JsonArray("<|begin|>", Begin), ["trim_offsets"] = true, ["add_prefix_space"] = false };
        File.WriteAllText(PathOf("tokenizer.json"), json.ToJsonString());
        var theirs = new Tokenizer(PathOf("tokenizer.json"));
        var ours = TextTokenizer.Load(folder.FullName);
        Assert.Equal(theirs.Encode("the cat").Select(id => (long)id), ours.Encode("the cat"));
        Assert.Equal([Begin, Begin + 1], ours.Before.Concat(ours.After));
    }

    [Fact]
    public void RoBERTas_older_files_and_the_places_and_padding_of_its_model_are_known()
    {
        var vocabulary = learned.Vocabulary.DeepClone().AsObject();
        (vocabulary["<s>"], vocabulary["<pad>"], vocabulary["</s>"]) = (Begin, Begin + 1, Begin + 2);
        File.WriteAllText(PathOf("vocab.json"), vocabulary.ToJsonString());
        File.WriteAllText(PathOf("merges.txt"), string.Join('\n', learned.Merges));
        File.WriteAllText(PathOf("config.json"), $$"""{"model_type": "roberta", "max_position_embeddings": 514, "pad_token_id": 1, "eos_token_id": {{Begin + 2}}, "vocab_size": {{Begin + 3}}}""");
        var tokenizer = TextTokenizer.Load(folder.FullName);
        Assert.Equal([Begin, Begin + 2], tokenizer.Before.Concat(tokenizer.After));
        Assert.Equal((512, 1, Begin + 2), (tokenizer.MaxLength, tokenizer.Padding, tokenizer.End));
        Assert.Equal("the cat", tokenizer.Decode(tokenizer.Encode("the cat")));
    }

    [Theory]
    [InlineData("\"type\":\"ByteLevel\",\"add_prefix_space\":false", "\"type\":\"Whitespace\",\"add_prefix_space\":false", "has for pre_tokenizer the value")]
    [InlineData("\"normalizer\":null", "\"normalizer\":{\"type\":\"Lowercase\"}", "has for normalizer the value {\"type\":\"Lowercase\"}")]
    [InlineData("\"id\":\"<|begin|>\"", "\"id\":\"<|none|>\"", "puts '<|none|>' around texts, which is no token of it.")]
    public void What_cannot_be_done_is_refused_with_its_value(string old, string now, string message)
    {
        Write(null, null);
        File.WriteAllText(PathOf("tokenizer.json"), File.ReadAllText(PathOf("tokenizer.json")).Replace(old, now, StringComparison.Ordinal));
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => TextTokenizer.Load(folder.FullName)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Write(string? pattern, string? normalizer)
    {
        var byteLevel = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["trim_offsets"] = true, ["use_regex"] = pattern is null };
        var split = new JsonObject { ["type"] = "Split", ["pattern"] = new JsonObject { ["Regex"] = pattern }, ["behavior"] = "Isolated", ["invert"] = false };
        var json = new JsonObject
        {
            ["version"] = "1.0",
            ["added_tokens"] = new JsonArray(Added(Begin, "<|begin|>"), Added(Begin + 1, "<|end|>")),
            ["normalizer"] = normalizer is null ? null : new JsonObject { ["type"] = normalizer },
            ["pre_tokenizer"] = pattern is null ? byteLevel : new JsonObject { ["type"] = "Sequence", ["pretokenizers"] = new JsonArray(split, byteLevel) },
            ["post_processor"] = new JsonObject
            {
                ["type"] = "TemplateProcessing",
                ["single"] = new JsonArray(new JsonObject { ["SpecialToken"] = new JsonObject { ["id"] = "<|begin|>", ["type_id"] = 0 } }, new JsonObject { ["Sequence"] = new JsonObject { ["id"] = "A", ["type_id"] = 0 } }),
                ["pair"] = new JsonArray(new JsonObject { ["Sequence"] = new JsonObject { ["id"] = "A", ["type_id"] = 0 } }, new JsonObject { ["Sequence"] = new JsonObject { ["id"] = "B", ["type_id"] = 1 } }),
                ["special_tokens"] = new JsonObject { ["<|begin|>"] = new JsonObject { ["id"] = "<|begin|>", ["ids"] = new JsonArray(Begin), ["tokens"] = new JsonArray("<|begin|>") } },
            },
            ["decoder"] = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = true, ["trim_offsets"] = true, ["use_regex"] = true },
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["dropout"] = null,
                ["unk_token"] = null,
                ["continuing_subword_prefix"] = null,
                ["end_of_word_suffix"] = null,
                ["fuse_unk"] = false,
                ["byte_fallback"] = false,
                ["vocab"] = learned.Vocabulary.DeepClone(),
                ["merges"] = new JsonArray([.. learned.Merges.Select(merge => (JsonNode)merge)]),
            },
        };
        File.WriteAllText(PathOf("tokenizer.json"), json.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private static JsonObject Added(int id, string content) => new()
    {
        ["id"] = id,
        ["content"] = content,
        ["single_word"] = false,
        ["lstrip"] = false,
        ["rstrip"] = false,
        ["normalized"] = false,
        ["special"] = true,
    };

    // The 256 bytes as GPT-2 writes them, then the most frequent pairs one after the other.
    private static (JsonObject Vocabulary, List<string> Merges) Learn(string text, int count)
    {
        var letters = new string[256];
        var next = 256;
        for (var each = 0; each < 256; each++)
            letters[each] = ((char)(each is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE ? each : next++)).ToString();
        var vocabulary = new JsonObject();
        for (var each = 0; each < 256; each++)
            vocabulary[letters[each]] = each;
        var words = text.Split(' ').Select(word => Encoding.UTF8.GetBytes(" " + word).Select(each => letters[each]).ToList()).ToList();
        var merges = new List<string>();
        for (; count > 0; count--)
        {
            var pair = words.SelectMany(word => word.Zip(word.Skip(1))).GroupBy(each => each).OrderByDescending(group => group.Count()).ThenBy(group => group.Key.First + " " + group.Key.Second, StringComparer.Ordinal).FirstOrDefault();
            if (pair is null)
                break;
            merges.Add($"{pair.Key.First} {pair.Key.Second}");
            vocabulary[pair.Key.First + pair.Key.Second] = 255 + merges.Count;
            foreach (var word in words)
            {
                for (var place = 0; place + 1 < word.Count; place++)
                {
                    if ((word[place], word[place + 1]) == pair.Key)
                    {
                        word[place] += word[place + 1];
                        word.RemoveAt(place + 1);
                    }
                }
            }
        }

        return (vocabulary, merges);
    }

    private string PathOf(string file) => Path.Combine(folder.FullName, file);
}
