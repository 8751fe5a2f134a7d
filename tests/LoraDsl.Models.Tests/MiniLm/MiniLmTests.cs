using LoraDsl.Models.Bert;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace LoraDsl.Models.Tests.MiniLm;

/// <summary>The real all-MiniLM-L6-v2 against ONNX Runtime on the same weights.</summary>
[Collection(nameof(Warnings))]
public sealed class MiniLmTests(MiniLmModel mini, ITestOutputHelper output) : IClassFixture<MiniLmModel>, IDisposable
{
    private const int Vocabulary = 30522;
    private const double Tolerance = 1e-5;

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Warnings warnings = new();

    [Fact]
    public void Hidden_states_are_those_of_ONNX_Runtime_from_one_token_to_the_most()
    {
        using var model = Pretrained.Load<BertModel>(mini.Folder);
        using var untracked = no_grad();
        var greatest = 0.0;
        foreach (var length in (int[])[1, 2, 3, 7, 16, 33, 64, 127, 128, 200, 256, 383, 511, 512])
        {
            using var each = NewDisposeScope();
            var ids = Ids(1, length, seed: length);
            greatest = Math.Max(greatest, Numbers.Difference(mini.Hidden(ids, ones_like(ids)), model.forward(ids)));
        }

        output.WriteLine($"Largest difference of a hidden state: {greatest:E2}");
        Assert.InRange(greatest, 0, Tolerance);
    }

    [Fact]
    public void Embeddings_of_padded_batches_are_those_of_ONNX_Runtime()
    {
        using var untracked = no_grad();
        var greatest = 0.0;
        foreach (var lengths in (int[][])[[5, 3], [1, 2, 3, 4, 5, 6, 7, 8], [128, 17, 64, 1], [512, 100]])
        {
            using var each = NewDisposeScope();
            var ids = Ids(lengths.Length, lengths.Max(), seed: lengths[0]);
            var mask = ones_like(ids);
            for (var row = 0; row < lengths.Length; row++)
                mask[row].narrow(0, lengths[row], lengths.Max() - lengths[row]).zero_();
            ids *= mask;
            var weights = mask.to(ScalarType.Float32).unsqueeze(-1);
            var means = (mini.Hidden(ids, mask) * weights).sum(1) / weights.sum(1);
            var expected = means / means.norm(1, keepdim: true, p: 2);
            greatest = Math.Max(greatest, Numbers.Difference(expected, mini.Encoder.forward(ids, mask)));
        }

        output.WriteLine($"Largest difference of an embedding's feature: {greatest:E2}");
        Assert.InRange(greatest, 0, Tolerance);
    }

    [Fact]
    public void The_folder_has_what_the_encoder_needs_and_nothing_else()
    {
        using var again = Pretrained.Load<BertSentenceEncoder>(mini.Folder);
        Assert.Empty(warnings.Messages);
        Assert.Equal(22_565_376, again.parameters().Sum(parameter => parameter.numel()));
    }

    public void Dispose()
    {
        warnings.Dispose();
        scope.Dispose();
    }

    private static Tensor Ids(int rows, int length, int seed)
    {
        var random = new Random(seed);
        return tensor(Enumerable.Range(0, rows * length).Select(_ => (long)random.Next(1, Vocabulary)).ToArray(), [rows, length]);
    }
}
