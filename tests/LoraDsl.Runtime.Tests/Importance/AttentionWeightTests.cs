using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Importance;

public sealed class AttentionWeightTests
{
    [Fact]
    public void The_score_is_one_less_the_normalised_entropy_averaged_over_heads_and_batches()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new AttentionNet();
        Tensor[] batches = [randn(2, 5, 6).mul(3), randn(1, 3, 6)];
        var expected = new double[2];
        foreach (var batch in batches)
        {
            expected[0] += Expected(Rows(model.First, () => model.forward(batch))) / 2;
            expected[1] += Expected(Rows(model.Second, () => model.forward(batch))) / 2;
        }

        var scores = Measure(model, batches);
        Assert.Equal(8, scores.Count);
        for (var index = 0; index < scores.Count; index++)
            Assert.Equal(expected[index / 4], scores[index], 1e-6);
        Assert.NotEqual(expected[0], expected[1], 1e-3);
    }

    [Fact]
    public void Even_rows_score_nothing_and_rows_that_see_one_key_score_one()
    {
        using var scope = NewDisposeScope();
        using var model = new AttentionNet();
        using (no_grad())
        {
            model.First.QueryBase.weight.zero_();
            model.First.QueryBase.bias!.zero_();
            model.Second.QueryBase.weight.mul_(1e6);
        }

        var scores = Measure(model, [randn(2, 5, 6)]);
        Assert.All(scores.Take(4), score => Assert.Equal(0, score, 1e-6));
        Assert.All(scores.Skip(4), score => Assert.Equal(1, score, 1e-3));
    }

    [Fact]
    public void A_single_key_is_even()
    {
        using var scope = NewDisposeScope();
        using var model = new AttentionNet();
        Assert.All(Measure(model, [randn(2, 1, 6)]), score => Assert.Equal(0, score));
    }

    [Fact]
    public void A_probe_of_the_users_own_sees_the_rows_too_and_stays()
    {
        using var scope = NewDisposeScope();
        using var model = new AttentionNet();
        var seen = 0;
        void Count(Tensor weights) => seen++;
        model.First.AttentionProbe = Count;
        Measure(model, [randn(2, 5, 6)]);
        Assert.Equal(1, seen);
        Assert.Equal(Count, model.First.AttentionProbe);
        Assert.Null(model.Second.AttentionProbe);
        Assert.Throws<NotSupportedException>(
            () => new AttentionWeightImportance().Measure(model, [.. model.Lora.Named()], [() => throw new NotSupportedException()]));
        Assert.Equal(Count, model.First.AttentionProbe);
        Assert.Null(model.Second.AttentionProbe);
    }

    [Fact]
    public void A_layer_outside_attention_is_named()
    {
        using var scope = NewDisposeScope();
        using var model = new AdaptiveNet();
        var error = Assert.Throws<ArgumentException>(() => model.Lora.AllocateRanks([randn(4, 6)], x => model.forward(x).sum(), new AttentionWeightImportance()));
        Assert.Contains("'blocks.0.gate' is in no attention module", error.Message, StringComparison.Ordinal);
        Assert.Contains("IAttentionModule", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_itself_may_be_the_attention()
    {
        using var scope = NewDisposeScope();
        using var model = new ShownAttention(6, 3);
        var x = randn(2, 4, 6);
        var scores = new AttentionWeightImportance().Measure(model, [.. model.Lora.Named()], [() => model.forward(x)]);
        Assert.Equal(4, scores.Count);
        Assert.All(scores, score => Assert.Equal(Expected(Rows(model, () => model.forward(x))), score, 1e-6));
    }

    [Fact]
    public void A_module_that_shows_nothing_or_no_rows_is_named()
    {
        using var scope = NewDisposeScope();
        using var model = new AttentionNet();
        var x = randn(2, 5, 6);
        Assert.Contains("'second' showed no", Error(() => model.First.forward(x)), StringComparison.Ordinal);
        Assert.Contains("'first' showed do not sum to 1", Error(() => Shown(model.First, ones(2, 5, 5))), StringComparison.Ordinal);
        Assert.Contains("of shape (3)", Error(() => Shown(model.First, ones(3))), StringComparison.Ordinal);

        string Error(Func<Tensor> loss) => Assert.Throws<ArgumentException>(
            () => new AttentionWeightImportance().Measure(model, [.. model.Lora.Named()], [loss])).Message;
    }

    private static Tensor Shown(ShownAttention attention, Tensor weights)
    {
        attention.AttentionProbe!(weights);
        return weights;
    }

    private static IReadOnlyList<double> Measure(AttentionNet model, Tensor[] batches) => new AttentionWeightImportance().Measure(
        model, [.. model.Lora.Named()], batches.Select(batch => (Func<Tensor>)(() => model.forward(batch).square().mean())));

    private static Tensor Rows(ShownAttention attention, Action run)
    {
        Tensor? seen = null;
        attention.AttentionProbe = weights => seen = weights.detach().clone();
        run();
        attention.AttentionProbe = null;
        return seen!;
    }

    // Head by head, row by row, in plain numbers.
    private static double Expected(Tensor weights)
    {
        var heads = weights.shape[1];
        var sum = 0.0;
        for (var head = 0L; head < heads; head++)
        {
            var rows = weights[TensorIndex.Colon, head].reshape(-1, weights.shape[^1]);
            var concentration = 0.0;
            for (var row = 0L; row < rows.shape[0]; row++)
            {
                double[] shares = [.. rows[row].to(ScalarType.Float64).contiguous().data<double>()];
                concentration += 1 + (shares.Where(share => share > 0).Sum(share => share * Math.Log(share)) / Math.Log(shares.Length));
            }

            sum += concentration / rows.shape[0];
        }

        return sum / heads;
    }
}
