using Google.Protobuf;
using LoraDsl.Models.Text;

namespace LoraDsl.Models.Tests.Text;

/// <summary>SentencePiece's BPE from a small model that is written here; what it makes of texts is worked out by hand.</summary>
public sealed class SentencePieceTests : IDisposable
{
    private const int Normal = 1, Unknown = 2, Control = 3;

    private static readonly (string Text, float Score, int Kind)[] Pieces =
    [
        ("<unk>", 0, Unknown), ("<s>", 0, Control), ("</s>", 0, Control), ("he", -1, Normal), ("ll", -2, Normal), ("hell", -3, Normal), ("hello", -4, Normal), ("▁hello", -5, Normal),
        ("▁", -6, Normal), ("h", -7, Normal), ("e", -8, Normal), ("l", -9, Normal), ("o", -10, Normal),
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("loradsl-sentencepiece-");

    public SentencePieceTests()
    {
        using var stream = File.Create(Path.Combine(folder.FullName, "tokenizer.model"));
        using var output = new CodedOutputStream(stream);
        foreach (var (text, score, kind) in Pieces)
        {
            Message(output, 1, piece =>
            {
                piece.WriteTag(1, WireFormat.WireType.LengthDelimited);
                piece.WriteString(text);
                piece.WriteTag(2, WireFormat.WireType.Fixed32);
                piece.WriteFloat(score);
                Number(piece, 3, kind);
            });
        }

        // A trainer's description of BPE, and a normalizer that puts a space in front and writes spaces as ▁.
        Message(output, 2, trainer => Number(trainer, 3, 2));
        Message(output, 3, normalizer =>
        {
            Number(normalizer, 3, 1);
            Number(normalizer, 4, 1);
            Number(normalizer, 5, 1);
        });
    }

    [Fact]
    public void Pieces_are_joined_by_their_scores_behind_the_beginning()
    {
        var tokenizer = TextTokenizer.Load(folder.FullName);
        Assert.Equal([1, 7], tokenizer.Encode("hello"));
        Assert.Equal([1, 7, 7], tokenizer.Encode("hello hello"));
        Assert.Equal([1, 8, 9, 12, 11, 10], tokenizer.Encode("hole"));
        Assert.Equal([7], tokenizer.Encode("hello", addSpecial: false));
        Assert.Equal("hello hole", tokenizer.Decode(tokenizer.Encode("hello hole")));
        Assert.Equal(13, tokenizer.Vocabulary);
    }

    [Fact]
    public void What_stands_around_a_text_is_what_the_configuration_says()
    {
        File.WriteAllText(
            Path.Combine(folder.FullName, "tokenizer_config.json"),
            """{"add_bos_token": false, "add_eos_token": true, "pad_token": {"content": "<unk>"}, "padding_side": "left"}""");
        var tokenizer = TextTokenizer.Load(folder.FullName);
        using var batch = tokenizer.Encode(["hello", "hello hello"]);
        Assert.Equal([0, 7, 2, 7, 7, 2], batch.Ids.data<long>().ToArray());
        Assert.Equal([0, 1, 1, 1, 1, 1], batch.Mask.data<long>().ToArray());
    }

    [Fact]
    public void A_file_of_another_kind_is_refused()
    {
        var path = Path.Combine(folder.FullName, "tokenizer.model");
        File.WriteAllText(path, "no model");
        Assert.StartsWith($"'{path}' is no model of SentencePiece: ", Assert.Throws<InvalidDataException>(() => TextTokenizer.Load(folder.FullName)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static void Message(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var inner = new CodedOutputStream(stream, leaveOpen: true))
            write(inner);
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(stream.ToArray()));
    }

    private static void Number(CodedOutputStream output, int field, int value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt32(value);
    }
}
