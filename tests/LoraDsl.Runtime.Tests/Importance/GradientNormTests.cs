using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Importance;

public sealed class GradientNormTests
{
    [Theory]
    [InlineData(MatrixNorm.L2, 3)]
    [InlineData(MatrixNorm.L2, 50)]
    [InlineData(MatrixNorm.L1, 3)]
    [InlineData(MatrixNorm.L1, 50)]
    public void Scores_are_the_norms_of_the_weights_gradients_averaged_over_batches(MatrixNorm norm, int rows)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(rows);
        using var model = new Mixed(16);
        Randomize(model);
        model.to(ScalarType.Float64);
        model.eval();
        Tensor[] batches = [randn(rows, 16, dtype: ScalarType.Float64), randn(2, rows, 16, dtype: ScalarType.Float64)];
        var adapters = model.Lora.Named().ToList();

        var expected = new double[adapters.Count];
        foreach (var batch in batches)
        {
            model.zero_grad();
            Loss(model, batch).backward();
            for (var index = 0; index < adapters.Count; index++)
            {
                var gradient = model.get_parameter(adapters[index].Path + ".weight")!.grad!;
                var value = norm == MatrixNorm.L2 ? gradient.square().sum().sqrt() : gradient.abs().sum();
                expected[index] += value.item<double>() / batches.Length;
            }
        }

        model.Lora.FreezeBase();
        var scores = Measure(model, batches, norm);
        Assert.All(expected.Zip(scores), pair => Assert.Equal(pair.First, pair.Second, pair.First * 1e-9));
    }

    [Fact]
    public void A_layer_that_runs_twice_has_the_gradient_of_both_runs()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new ScaleTwo(5, 5);
        model.to(ScalarType.Float64);
        var x = randn(3, 5, dtype: ScalarType.Float64);
        Tensor Twice() => model.forward(model.forward(x).tanh()).square().sum();
        Twice().backward();
        var expected = model.Base.weight.grad!.square().sum().sqrt().item<double>();
        var scores = new GradientNorm().Measure(model, [.. model.Lora.Named()], [Twice]);
        Assert.Equal(expected, scores[0], expected * 1e-9);
    }

    [Fact]
    public void Weights_gradients_random_state_and_modes_are_left_as_they_were()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new Mixed();
        Randomize(model);
        model.train();
        model.Second.eval();
        Loss(model, randn(4, 6)).backward();
        var parameters = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.detach().clone());
        var gradients = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.grad!.clone());
        var modes = model.named_modules().ToDictionary(entry => entry.name, entry => entry.module.training);
        var state = get_rng_state();

        Measure(model, [randn(4, 6, generator: new Generator(1))], MatrixNorm.L2);

        Assert.True(Reference.SameBits(state, get_rng_state()));
        Assert.All(model.named_parameters(), entry => Assert.True(Reference.SameBits(parameters[entry.name], entry.parameter), entry.name));
        Assert.All(model.named_parameters(), entry => Assert.True(Reference.SameBits(gradients[entry.name], entry.parameter.grad!), entry.name));
        Assert.All(model.named_modules(), entry => Assert.Equal(modes[entry.name], entry.module.training));
        Assert.Contains(modes.Values, training => training);
        Assert.Contains(modes.Values, training => !training);
    }

    [Fact]
    public void A_loss_that_draws_random_numbers_or_throws_does_not_move_the_random_state()
    {
        using var scope = NewDisposeScope();
        using var model = new Mixed();
        model.train();
        var state = get_rng_state();
        Assert.Throws<NotSupportedException>(() => Measure(
            model, [randn(4, 6, generator: new Generator(1))], MatrixNorm.L2, _ => randn(3).sum() is null ? zeros(1) : throw new NotSupportedException()));
        Assert.True(Reference.SameBits(state, get_rng_state()));
        Assert.True(model.training);
        Assert.True(model.forward(randn(2, 6)).requires_grad);
    }

    [Fact]
    public void It_works_under_no_grad_and_with_an_inference_only_caller()
    {
        using var scope = NewDisposeScope();
        using var model = new Mixed();
        model.Lora.FreezeBase();
        using var noGradient = no_grad();
        Assert.All(Measure(model, [randn(4, 6)], MatrixNorm.L2), score => Assert.True(score > 0));
    }

    [Fact]
    public void Forwards_that_change_their_layers_output_in_place_do_not_disturb_it()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = new ScaleTwo(5, 5);
        var x = randn(3, 5);
        Tensor InPlace() => model.forward(x).mul_(3).sum();
        InPlace().backward();
        var expected = model.Base.weight.grad!.square().sum().sqrt().item<float>();
        model.Lora.FreezeBase();
        var scores = new GradientNorm().Measure(model, [.. model.Lora.Named()], [InPlace]);
        Assert.Equal(expected, scores[0], expected * 1e-5);
    }

    [Fact]
    public void No_batches_and_a_loss_without_the_model_are_errors_that_say_so()
    {
        using var scope = NewDisposeScope();
        using var model = new Mixed();
        Assert.Contains("batches", Assert.Throws<ArgumentException>(() => Measure(model, [], MatrixNorm.L2)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "No adapted layer",
            Assert.Throws<ArgumentException>(() => Measure(model, [randn(1)], MatrixNorm.L2, batch => batch.sum())).Message,
            StringComparison.Ordinal);
    }

    private static IReadOnlyList<double> Measure(Mixed model, Tensor[] batches, MatrixNorm norm, Func<Tensor, Tensor>? loss = null) =>
        new GradientNorm(norm).Measure(
            model, [.. model.Lora.Named()], batches.Select(batch => (Func<Tensor>)(() => loss?.Invoke(batch) ?? Loss(model, batch))));

    private static Tensor Loss(Mixed model, Tensor batch) => model.forward(batch).square().mean();

    private static void Randomize(Mixed model)
    {
        foreach (var (_, adapter) in model.Lora.Named())
            Reference.Randomize(adapter);
    }
}
