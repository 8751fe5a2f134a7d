using LoraDsl.Training.Host;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Training;

/// <summary>A training by an optimizer that does not do what the adapters need.</summary>
public sealed class PlainTrainingTests
{
    [Theory]
    [InlineData("dylora", "DyLoRA", "draw a rank for each step")]
    [InlineData("adalora", "AdaLoRA", "bring the ranks down to the budget")]
    public void It_is_warned_of_once_by_a_pass_after_its_first_gradients(string method, string name, string missing)
    {
        var training = TinyTraining.Create(method);
        using var optimizer = optim.AdamW(training.Model.parameters().Where(parameter => parameter.requires_grad));

        Assert.Empty(Warnings.Of(() => Step(training, optimizer)));
        var warning = Assert.Single(Warnings.Of(() =>
        {
            for (var step = 0; step < 3; step++)
                Step(training, optimizer);
        }));

        Assert.Contains($"is adapted by {name} and is trained", warning, StringComparison.Ordinal);
        Assert.Contains(missing, warning, StringComparison.Ordinal);
        Assert.Contains("Lora.Optimizer(", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dylora")]
    [InlineData("adalora")]
    [InlineData("lora")]
    public void A_training_that_does_is_not_warned_of(string method)
    {
        var training = TinyTraining.Create(method);
        using var optimizer = training.Lora.Optimizer(training.Optimizer, adaLora: training.Options.AdaLora);
        Assert.Empty(Warnings.Of(() =>
        {
            for (var step = 0; step < 3; step++)
                Step(training, optimizer);
        }));
    }

    [Fact]
    public void Methods_that_need_nothing_are_trained_by_any_optimizer()
    {
        var training = TinyTraining.Create("lora");
        using var optimizer = optim.AdamW(training.Model.parameters().Where(parameter => parameter.requires_grad));
        Assert.Empty(Warnings.Of(() =>
        {
            for (var step = 0; step < 3; step++)
                Step(training, optimizer);
        }));
    }

    private static void Step(TinyTraining training, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        training.Model.forward(training.Inputs).square().mean().backward();
        optimizer.step();
    }
}
