using LoraDsl.Decompositions;
using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Importance;

/// <summary>Measures against what they are by definition, on one linear layer in float64 whose answer can be written down.</summary>
public sealed class KnownScoreTests
{
    [Fact]
    public void Taylor_is_the_sum_of_outputs_times_their_gradients()
    {
        using var scope = NewDisposeScope();
        using var model = Layer(out var x);
        var weights = randn(7, 5, dtype: ScalarType.Float64);
        // L = Σ w·y², so that |y·∂L/∂y| = |2·w·y²|.
        var expected = weights.mul(Output(model, x).square()).mul(2).abs().sum().item<double>();
        Close(expected, Score(new TaylorImportance(), model, () => model.forward(x).square().mul(weights).sum()));
    }

    [Theory]
    [InlineData(2, 1.0)]
    [InlineData(4, 2.0)]
    public void Taylor_to_second_order_takes_half_the_curvature_off(int power, double factor)
    {
        using var scope = NewDisposeScope();
        using var model = Layer(out var x);
        var weights = randn(7, 5, dtype: ScalarType.Float64);
        // L = Σ w·yⁿ, so that y·∂L/∂y − ½·y²·∂²L/∂y² = (n − n·(n−1)/2)·w·yⁿ; no two values act together, and the estimate is exact.
        var expected = weights.mul(Output(model, x).pow(power)).mul(factor).abs().sum().item<double>();
        Close(expected, Score(new TaylorImportance(secondOrder: true, probes: 1), model, () => model.forward(x).pow(power).mul(weights).sum()));
    }

    [Fact]
    public void Taylor_to_second_order_approaches_the_diagonal_where_values_act_together()
    {
        using var scope = NewDisposeScope();
        using var model = Layer(out var x);
        // L = ½·(Σ c·y)²: gradient c·S, second derivatives c², and every two values act together.
        var c = randn(7, 5, dtype: ScalarType.Float64);
        var y = Output(model, x);
        var expected = y.mul(c).mul(y.mul(c).sum()).sub(y.mul(c).square().mul(0.5)).abs().sum().item<double>();
        var score = Score(new TaylorImportance(secondOrder: true, probes: 4000), model, () => model.forward(x).mul(c).sum().square().mul(0.5));
        Assert.Equal(expected, score, expected * 0.1);
    }

    [Fact]
    public void A_linear_loss_has_no_second_order()
    {
        using var scope = NewDisposeScope();
        using var model = Layer(out var x);
        Func<Tensor> loss = () => model.forward(x).sum();
        Close(Score(new TaylorImportance(), model, loss), Score(new TaylorImportance(secondOrder: true), model, loss));
    }

    [Fact]
    public void Variance_is_taken_over_rows_and_averaged_over_features()
    {
        using var scope = NewDisposeScope();
        using var model = Layer(out var x);
        Close(Output(model, x).var(0).mean().item<double>(), Score(new ActivationImportance(), model, () => model.forward(x).sum()));
    }

    [Fact]
    public void Entropy_is_that_of_the_histogram()
    {
        using var scope = NewDisposeScope();
        using var model = Layer(out var x);
        double[] values = [.. Output(model, x).contiguous().data<double>()];
        var (least, most) = (values.Min(), values.Max());
        var counts = new double[8];
        foreach (var value in values)
            counts[Math.Min(7, (int)((value - least) / (most - least) * 8))]++;
        var expected = -counts.Where(count => count > 0).Sum(count => count / values.Length * Math.Log(count / values.Length));
        Close(expected, Score(new ActivationImportance(ActivationStatistic.Entropy, bins: 8), model, () => model.forward(x).sum()));
    }

    [Fact]
    public void A_constant_output_has_neither_variance_nor_entropy()
    {
        using var scope = NewDisposeScope();
        using var model = Layer(out var x);
        model.Base.weight.detach().zero_();
        model.Base.bias!.detach().fill_(3);
        Assert.Equal(0, Score(new ActivationImportance(), model, () => model.forward(x).sum()));
        Assert.Equal(0, Score(new ActivationImportance(ActivationStatistic.Entropy), model, () => model.forward(x).sum()));
    }

    [Theory]
    [InlineData(Ablation.Zero)]
    [InlineData(Ablation.Mean)]
    public void Ablation_is_the_rise_of_the_loss(Ablation ablation)
    {
        using var scope = NewDisposeScope();
        using var model = Layer(out var x);
        var y = Output(model, x);
        var target = y.add(randn(7, 5, dtype: ScalarType.Float64), alpha: 0.1);
        var replaced = ablation == Ablation.Zero ? zeros_like(y) : y.mean([0], keepdim: true).expand(7, 5);
        var expected = replaced.sub(target).square().sum().sub(y.sub(target).square().sum()).item<double>();
        Close(expected, Score(new AblationImportance(ablation), model, () => model.forward(x).sub(target).square().sum()));
    }

    [Fact]
    public void A_layer_whose_loss_falls_without_it_is_worth_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = Layer(out var x);
        Assert.Equal(0, Score(new AblationImportance(), model, () => model.forward(x).square().sum()));
    }

    [Fact]
    public void What_a_loss_draws_is_drawn_alike_with_and_without_the_layer()
    {
        using var scope = NewDisposeScope();
        using var model = Layer(out var x);
        var expected = -Output(model, x).sum().item<double>();
        var score = Score(new AblationImportance(), model, () => model.forward(x).sum().add(randn(1, dtype: ScalarType.Float64).mul(1e3).sum()));
        Assert.Equal(Math.Max(0, expected), score, 1e-9);
        model.Base.weight.detach().neg_();
        model.Base.bias!.detach().neg_();
        score = Score(new AblationImportance(), model, () => model.forward(x).sum().add(randn(1, dtype: ScalarType.Float64).mul(1e3).sum()));
        Assert.Equal(Math.Max(0, -expected), score, 1e-9);
    }

    [Fact]
    public void Explained_variance_is_the_spectrum_of_all_inputs_whatever_the_batches()
    {
        using var scope = NewDisposeScope();
        using var model = Layer(out _);
        var inputs = randn(40, 5, dtype: ScalarType.Float64).mul(tensor(new[] { 5.0, 3, 1, 0.5, 0.1 }));
        var (_, sigma, _) = linalg.svd(inputs, fullMatrices: false);
        var expected = sigma.square().div(sigma.square().sum()).data<double>().ToArray();
        var batches = inputs.split([7L, 20, 13]).Select(rows => (Func<Tensor>)(() => model.forward(rows).sum()));
        var scores = new ExplainedVariance().MeasureComponents(model, [.. model.Lora.Named()], batches)[0];
        Assert.All(expected.Zip(scores), pair => Close(pair.First, pair.Second));
        Assert.Equal(5, scores.Count);
    }

    [Fact]
    public void Explained_variance_with_few_components_keeps_nearly_the_greatest()
    {
        using var scope = NewDisposeScope();
        using var model = Layer(out _);
        var inputs = randn(40, 5, dtype: ScalarType.Float64).mul(tensor(new[] { 5.0, 3, 0.1, 0.1, 0.1 }));
        var (_, sigma, _) = linalg.svd(inputs, fullMatrices: false);
        var expected = sigma.square().div(sigma.square().sum()).data<double>().ToArray();
        var batches = inputs.split(10).Select(rows => (Func<Tensor>)(() => model.forward(rows).sum()));
        var scores = new ExplainedVariance(2).MeasureComponents(model, [.. model.Lora.Named()], batches)[0];
        Assert.Equal(2, scores.Count);
        Assert.Equal(expected[0], scores[0], 1e-3);
        Assert.Equal(expected[1], scores[1], 1e-3);
    }

    [Fact]
    public void Weight_change_counts_the_singular_values_that_matter()
    {
        using var scope = NewDisposeScope();
        using var model = Layer(out _);
        var (u, _, vh) = linalg.svd(randn(5, 5, dtype: ScalarType.Float64));
        // The last is below a hundredth of the first.
        var change = u.mul(tensor(new[] { 4.0, 2, 1, 0.03, 0 })).mm(vh);
        var before = new Dictionary<string, Tensor> { ["layer.weight"] = model.Base.weight.detach() };
        var after = new Dictionary<string, Tensor> { ["layer.weight"] = model.Base.weight.detach().add(change) };
        var measure = new WeightChangeImportance(before, after);
        Close(3 * Math.Log(5), Score(measure, model, () => zeros(1)));
        var components = measure.MeasureComponents(model, [.. model.Lora.Named()], [])[0];
        Assert.All(components.Zip([4.0, 2, 1]), pair => Close(pair.Second, pair.First));
    }

    [Theory]
    [InlineData(new[] { 4, 2, 0.3, 0.1, 0 }, 4, 2)]
    [InlineData(new[] { 4.0, 1, 1, 1, 0 }, 4, 4)]
    [InlineData(new[] { 7.0, 1, 1, 1, 0 }, 4, 3)]
    [InlineData(new[] { 5, 0.04, 0, 0, 0 }, 1, 1)]
    [InlineData(new[] { 0.0, 0, 0, 0, 0 }, 0, 0)]
    public void Ranks_of_a_change_count_what_is_above_a_hundredth_and_what_makes_up_nine_tenths(
        double[] singularValues, int effectiveRank, int rank90)
    {
        using var scope = NewDisposeScope();
        var change = WeightSpectrum.Of(diag(tensor(singularValues)));
        Assert.Equal(effectiveRank, change.EffectiveRank);
        Assert.Equal(rank90, change.RankHolding(0.9));
        Assert.Equal(effectiveRank * Math.Log(1 + singularValues[0]), change.Score, 12);
    }

    [Fact]
    public void Checkpoints_that_do_not_fit_are_errors_that_name_the_weight()
    {
        using var scope = NewDisposeScope();
        using var model = Layer(out _);
        var good = new Dictionary<string, Tensor> { ["layer.weight"] = zeros(5, 5) };
        var wide = new Dictionary<string, Tensor> { ["layer.weight"] = zeros(5, 6) };
        Assert.Contains("no 'layer.weight'", Message(good, []), StringComparison.Ordinal);
        Assert.Contains("(5, 6)", Message(good, wide), StringComparison.Ordinal);

        string Message(Dictionary<string, Tensor> before, Dictionary<string, Tensor> after) => Assert.Throws<ArgumentException>(
            () => Score(new WeightChangeImportance(before, after), model, () => zeros(1))).Message;
    }

    [Fact]
    public void Combined_measures_are_normalised_before_they_are_added()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new AdaptiveNet();
        var x = randn(4, 6);
        Func<Tensor>[] losses = [() => model.forward(x).square().mean()];
        var adapters = model.Lora.Named().ToList();
        var (first, second) = (new GradientNorm().Measure(model, adapters, losses), new TaylorImportance().Measure(model, adapters, losses));
        var combined = new CombinedImportance((new GradientNorm(), 3), (new TaylorImportance(), 0.5)).Measure(model, adapters, losses);
        for (var index = 0; index < adapters.Count; index++)
            Close((3 * first[index] / first.Sum()) + (0.5 * second[index] / second.Sum()), combined[index]);
        Assert.Throws<ArgumentException>(() => new CombinedImportance((new GradientNorm(), 0)));
        Assert.Throws<ArgumentException>(() => new CombinedImportance());
    }

    private static ScaleTwo Layer(out Tensor x)
    {
        random.manual_seed(11);
        var model = new ScaleTwo(5, 5);
        model.to(ScalarType.Float64);
        model.Lora.FreezeBase();
        x = randn(7, 5, dtype: ScalarType.Float64);
        return model;
    }

    private static Tensor Output(ScaleTwo model, Tensor x) => model.Base.forward(x).detach();

    private static double Score(IImportanceMeasure measure, ScaleTwo model, Func<Tensor> loss) =>
        measure.Measure(model, [.. model.Lora.Named()], [loss])[0];

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, Math.Abs(expected) * 1e-9);
}
