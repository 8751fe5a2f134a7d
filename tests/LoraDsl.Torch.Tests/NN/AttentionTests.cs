using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

public class AttentionTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("causal")]
    [InlineData("boolean")]
    [InlineData("additive")]
    public void Attention_is_the_formula(string mask)
    {
        const int n = 3, e = 2;
        var (q, k, v) = (Numbers.Random(1, n * e), Numbers.Random(2, n * e), Numbers.Random(3, n * e));
        bool[] allowed = [true, false, true, true, true, false, false, true, true];
        var bias = Numbers.Random(4, n * n);
        using var query = Numbers.Tensor(q, 1, n, e);
        using var key = Numbers.Tensor(k, 1, n, e);
        using var value = Numbers.Tensor(v, 1, n, e);
        using var given = mask switch
        {
            "boolean" => tensor(allowed).reshape(n, n),
            "additive" => Numbers.Tensor(bias, n, n),
            _ => null,
        };

        var expected = new double[n * e];
        for (var i = 0; i < n; i++)
        {
            var scores = Enumerable.Range(0, n).Select(j => Math.Exp(Score(i, j))).ToArray();
            for (var c = 0; c < e; c++)
                expected[(i * e) + c] = Enumerable.Range(0, n).Sum(j => scores[j] / scores.Sum() * v[(j * e) + c]);
        }
        using var output = functional.scaled_dot_product_attention(query, key, value, given, is_casual: mask == "causal");
        Numbers.AssertClose(expected, output);

        double Score(int i, int j)
        {
            if ((mask == "causal" && j > i) || (mask == "boolean" && !allowed[(i * n) + j]))
                return double.NegativeInfinity;
            var dot = Enumerable.Range(0, e).Sum(c => q[(i * e) + c] * k[(j * e) + c]) / Math.Sqrt(e);
            return mask == "additive" ? dot + bias[(i * n) + j] : dot;
        }
    }

    [Fact]
    public void A_mask_and_causality_exclude_each_other()
    {
        using var x = zeros(1, 2, 2);
        using var mask = zeros(2, 2);
        Assert.Throws<ArgumentException>(() => functional.scaled_dot_product_attention(x, x, x, mask, is_casual: true));
    }

    [Fact]
    public void Vectors_are_normalised_and_classes_become_unit_vectors()
    {
        using var input = Numbers.Tensor([3, 4, 0, 0], 2, 2);
        Numbers.AssertClose([0.6, 0.8, 0, 0], functional.normalize(input));
        using var classes = tensor(new long[] { 1, 0 });
        Numbers.AssertClose([0, 1, 0, 1, 0, 0], functional.one_hot(classes, 3));
    }
}
