using LoraDsl.Models.Data;
using LoraDsl.Models.Tests.Decoders;
using LoraDsl.Models.Text;
using MiniLm;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Models.Tests.Data;

/// <summary>Texts as what a language model is trained on.</summary>
public sealed class ExampleTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("loradsl-data-");
    private readonly DisposeScope scope = NewDisposeScope();

    [Fact]
    public void A_prompt_is_read_but_not_learned()
    {
        var example = TokenExample.Of([1, 2, 3], [4, 5]);
        Assert.Equal([1, 2, 3, 4, 5], example.Ids);
        Assert.Equal([-100, -100, -100, 4, 5], example.Labels);
        Assert.Equal([2, 3, 4, 5], TokenExample.Of([1, 2, 3], [4, 5], maxLength: 4).Ids);
        Assert.Equal([4], TokenExample.Of([1, 2, 3], [4, 5], maxLength: 1).Labels);
        Assert.Throws<ArgumentException>(() => TokenExample.Of([1], []));
    }

    [Fact]
    public void Examples_are_filled_up_so_that_padding_counts_nowhere()
    {
        using var batch = LabelledTokens.Pad([TokenExample.Of([1, 2], [3]), TokenExample.Of([1], [2])], padding: 9);
        Assert.Equal([1, 2, 3, 1, 2, 9], batch.Ids.data<long>().ToArray());
        Assert.Equal([1, 1, 1, 1, 1, 0], batch.Mask.data<long>().ToArray());
        Assert.Equal([-100, -100, 3, -100, 2, -100], batch.Labels.data<long>().ToArray());
    }

    [Fact]
    public void The_loss_is_the_mean_over_the_answers_of_what_follows()
    {
        using var model = ReferenceDecoders.Load("llama");
        using var batch = LabelledTokens.Pad([TokenExample.Of([5, 6, 7], [8, 9]), TokenExample.Of([10], [11])]);
        var logits = model.forward(batch.Ids, batch.Mask, null);
        var shares = nn.functional.log_softmax(logits, -1);
        var expected = -(shares[0, 2, 8] + shares[0, 3, 9] + shares[1, 0, 11]) / 3;
        Assert.InRange(Numbers.Difference(expected, batch.Loss(logits)), 0, 1e-12);
    }

    [Fact]
    public void Packed_examples_fill_pieces_of_one_length()
    {
        TokenExample[] examples = [TokenExample.Of([1], [2, 3]), TokenExample.Of([4], [5]), TokenExample.Of([6], [7, 8])];
        var pieces = TokenPacking.Pack(examples, 4).ToList();
        Assert.Equal([[1, 2, 3, 4], [5, 6, 7, 8]], pieces.Select(piece => piece.Ids));
        Assert.Equal([[-100, 2, 3, -100], [5, -100, 7, 8]], pieces.Select(piece => piece.Labels));
        Assert.Equal([3, 3, 2], TokenPacking.Pack(examples, 3).Select(piece => piece.Ids.Count));
    }

    [Fact]
    public void Batches_are_of_about_equal_lengths_and_have_every_text_once()
    {
        var random = new Random(1);
        int[] lengths = [.. Enumerable.Range(0, 1_003).Select(_ => random.Next(1, 500))];
        var batches = LengthGroups.Of(lengths, 8, seed: 3);
        Assert.Equal(Enumerable.Range(0, 1_003), batches.SelectMany(batch => batch).Order());
        Assert.Equal(batches, LengthGroups.Of(lengths, 8, seed: 3));
        Assert.NotEqual(batches, LengthGroups.Of(lengths, 8, seed: 4));
        var padding = batches.Sum(batch => batch.Sum(index => batch.Max(other => lengths[other]) - lengths[index])) / (double)lengths.Sum();
        Assert.InRange(padding, 0, 0.05);
    }

    [Fact]
    public void A_file_of_prompts_and_answers_is_read_line_by_line()
    {
        File.WriteAllBytes(PathOf("vocab.txt"), MiniLmPackage.Vocabulary());
        var tokenizer = TextTokenizer.Load(folder.FullName);
        File.WriteAllText(PathOf("data.jsonl"), "{\"prompt\": \"hello\", \"answer\": \"world\"}\n\n{\"prompt\": \"world\", \"answer\": \"hello\", \"more\": 1}\n");
        var examples = PromptFile.Read(PathOf("data.jsonl"), tokenizer, end: 102);
        Assert.Equal([[101, 7592, 2088, 102], [101, 2088, 7592, 102]], examples.Select(example => example.Ids));
        Assert.Equal([-100, -100, 2088, 102], examples[0].Labels);
    }

    [Theory]
    [InlineData("{\"prompt\": \"hello\"}", "has for answer the value null: a text is needed.")]
    [InlineData("{\"prompt\": 5, \"answer\": \"x\"}", "has for prompt the value 5: a text is needed.")]
    [InlineData("[1]", "is no object of JSON.")]
    [InlineData("{", "is no JSON: ")]
    public void A_line_that_cannot_be_is_said_with_its_number(string line, string message)
    {
        File.WriteAllBytes(PathOf("vocab.txt"), MiniLmPackage.Vocabulary());
        var tokenizer = TextTokenizer.Load(folder.FullName);
        File.WriteAllText(PathOf("data.jsonl"), "{\"prompt\": \"hello\", \"answer\": \"world\"}\n" + line + "\n");
        var error = Assert.Throws<InvalidDataException>(() => PromptFile.Read(PathOf("data.jsonl"), tokenizer));
        Assert.StartsWith($"'{PathOf("data.jsonl")}', line 2, {message}", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        scope.Dispose();
        folder.Delete(recursive: true);
    }

    private string PathOf(string file) => Path.Combine(folder.FullName, file);
}
