using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Importance;

public sealed class SensitivityTests
{
    [Fact]
    public void The_score_follows_the_recursion_of_AdaLora_on_the_weight()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new ThreeKinds();
        model.to(ScalarType.Float64);
        Tensor[] batches = [randint(12, [2, 7]), randint(12, [4, 7]), randint(12, [1, 7])];
        var weights = model.Lora.Named().Select(entry => model.get_parameter(entry.Path + ".weight")!).ToArray();
        var expected = weights.Select(weight => Expected(weight, batches.Select(batch =>
        {
            model.zero_grad();
            Loss(model, batch).backward();
            return weight.grad!.clone();
        }))).ToArray();
        model.zero_grad();

        model.Lora.FreezeBase();
        var scores = Measure(model, batches);
        Assert.Equal(3, scores.Count);
        Assert.All(expected.Zip(scores), pair => Assert.Equal(pair.First, pair.Second, pair.First * 1e-9));
    }

    [Fact]
    public void A_layer_that_the_loss_does_not_reach_scores_nothing()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new AdaptiveNet();
        model.Lora.FreezeBase();
        var x = randn(4, 6);
        var scores = new SensitivityImportance().Measure(
            model, [.. model.Lora.Named()], [() => model.Lora.Head.forward(x).square().sum()]);
        Assert.All(scores.Zip(model.Lora.Named()), pair => Assert.Equal(pair.Second.Path == "head", pair.First > 0));
    }

    [Fact]
    public void A_loss_without_the_model_is_an_error_that_says_so()
    {
        using var scope = NewDisposeScope();
        using var model = new AdaptiveNet();
        var error = Assert.Throws<ArgumentException>(
            () => new SensitivityImportance().Measure(model, [.. model.Lora.Named()], [() => ones(1).sum()]));
        Assert.Contains("No adapted layer", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Decays_outside_their_range_are_refused(double decay)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SensitivityImportance(sensitivityDecay: decay));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SensitivityImportance(uncertaintyDecay: decay));
    }

    private static double Expected(Tensor weight, IEnumerable<Tensor> gradients)
    {
        var sensitivity = zeros_like(weight).detach();
        var uncertainty = zeros_like(sensitivity);
        foreach (var gradient in gradients)
        {
            var present = weight.detach().mul(gradient).abs();
            sensitivity = sensitivity.mul(0.85).add(present.mul(0.15));
            uncertainty = uncertainty.mul(0.85).add(present.sub(sensitivity).abs().mul(0.15));
        }

        return sensitivity.mul(uncertainty).mean().item<double>();
    }

    private static IReadOnlyList<double> Measure(ThreeKinds model, Tensor[] batches) => new SensitivityImportance().Measure(
        model, [.. model.Lora.Named()], batches.Select(batch => (Func<Tensor>)(() => Loss(model, batch))));

    private static Tensor Loss(ThreeKinds model, Tensor ids) => model.forward(ids).square().sum();
}
