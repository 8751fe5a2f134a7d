using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

public class LossTests
{
    private static readonly double[] Logits = [0.5, -1, 2, 0.1, 0.3, -0.7, 1.5, 0.2, -0.4];
    private static readonly long[] Classes = [2, 0, 1];

    [Theory]
    [InlineData(Reduction.Mean, 0.0, false)]
    [InlineData(Reduction.Sum, 0.0, true)]
    [InlineData(Reduction.Mean, 0.1, false)]
    [InlineData(Reduction.Mean, 0.0, true)]
    public void Cross_entropy_is_the_formula(Reduction reduction, double smoothing, bool weighted)
    {
        double[] weights = weighted ? [0.5, 2, 1] : [1, 1, 1];
        using var input = Numbers.Tensor(Logits, 3, 3);
        using var target = tensor(Classes);
        using var weight = Numbers.Tensor(weights, 3);
        using var loss = functional.cross_entropy(input, target, weighted ? weight : null, reduction: reduction, label_smoothing: smoothing);
        Numbers.AssertClose([CrossEntropy(Logits, weights, reduction, smoothing)], loss);
    }

    [Fact]
    public void The_gradient_of_cross_entropy_is_that_of_finite_differences()
    {
        using var input = Numbers.Tensor(Logits, 3, 3).requires_grad_();
        using var target = tensor(Classes);
        using var module = CrossEntropyLoss();
        module.forward(input, target).backward();
        Numbers.AssertClose(Numbers.FiniteDifferences(x => CrossEntropy(x, [1, 1, 1], Reduction.Mean, 0), Logits), input.grad!, 1e-8);
    }

    [Fact]
    public void A_class_can_be_ignored()
    {
        using var input = Numbers.Tensor(Logits, 3, 3);
        using var target = tensor(new long[] { 2, 0, 0 });
        using var module = CrossEntropyLoss(ignore_index: 0);
        Numbers.AssertClose([-Math.Log(Probability(Logits[..3], 2))], module.forward(input, target));
        using var weighted = new TorchSharp.Modules.CrossEntropyLoss(label_smoothing: 0.2);
        Assert.Equal((0.2, null, Reduction.Mean), (weighted.label_smoothing, weighted.ignore_index, weighted.reduction));
    }

    [Fact]
    public void The_negative_log_likelihood_of_log_probabilities_is_the_cross_entropy()
    {
        using var input = Numbers.Tensor(Logits, 3, 3);
        using var target = tensor(Classes);
        using var weight = Numbers.Tensor([0.5, 2, 1], 3);
        using var module = NLLLoss(weight);
        Numbers.AssertClose([CrossEntropy(Logits, [0.5, 2, 1], Reduction.Mean, 0)], module.forward(functional.log_softmax(input, 1), target));
        Assert.Same(weight, module.weight);
    }

    [Theory]
    [InlineData(Reduction.None)]
    [InlineData(Reduction.Mean)]
    [InlineData(Reduction.Sum)]
    public void Losses_of_differences_are_their_formulas(Reduction reduction)
    {
        double[] x = [1, -2, 0.5], y = [0, 1, 0.25];
        using var input = Numbers.Tensor(x, 3);
        using var target = Numbers.Tensor(y, 3);
        using var squared = MSELoss(reduction);
        using var absolute = L1Loss(reduction);
        using var smooth = SmoothL1Loss(reduction, beta: 2);
        Check(d => d * d, squared.forward(input, target));
        Check(Math.Abs, absolute.forward(input, target));
        Check(d => Math.Abs(d) < 2 ? d * d / 4 : Math.Abs(d) - 1, smooth.forward(input, target));

        void Check(Func<double, double> formula, Tensor actual)
        {
            double[] all = [.. x.Zip(y, (a, b) => formula(a - b))];
            Numbers.AssertClose(reduction switch { Reduction.None => all, Reduction.Mean => [all.Average()], _ => [all.Sum()] }, actual);
        }
    }

    [Fact]
    public void Binary_cross_entropy_with_logits_is_the_formula()
    {
        double[] x = [1, -2, 0.5], y = [1, 0, 0.25];
        using var input = Numbers.Tensor(x, 3);
        using var target = Numbers.Tensor(y, 3);
        using var positive = Numbers.Tensor([2], 1);
        using var module = BCEWithLogitsLoss(pos_weights: positive);
        static double Log(double z) => Math.Log(1 / (1 + Math.Exp(-z)));
        Numbers.AssertClose([x.Zip(y, (a, b) => -((2 * b * Log(a)) + ((1 - b) * Log(-a)))).Average()], module.forward(input, target));
    }

    private static double CrossEntropy(double[] logits, double[] weights, Reduction reduction, double smoothing)
    {
        var total = 0.0;
        var weight = 0.0;
        foreach (var (row, label) in logits.Chunk(3).Zip(Classes))
        {
            total -= (1 - smoothing) * weights[label] * Math.Log(Probability(row, label));
            total -= smoothing / 3 * Enumerable.Range(0, 3).Sum(c => weights[c] * Math.Log(Probability(row, c)));
            weight += weights[label];
        }
        return reduction == Reduction.Mean ? total / weight : total;
    }

    private static double Probability(double[] row, long label) => Math.Exp(row[label]) / row.Sum(Math.Exp);
}
