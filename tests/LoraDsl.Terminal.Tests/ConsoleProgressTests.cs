using LoraDsl.Training;
using static TorchSharp.torch;

namespace LoraDsl.Terminal.Tests;

public sealed class ConsoleProgressTests
{
    [Fact]
    public void A_run_is_a_line_for_each_epoch_or_its_validation_and_one_for_the_end()
    {
        using var written = new StringWriter();
        Train(new ConsoleProgress(written), epochs: 2, validated: true);
        Assert.Collection(
            Lines(written),
            line => Assert.Matches(@"^toy: epoch 1/2, step 2, loss \d+\.\d{4}; validation: loss 0\.2500, accuracy 75\.0 %, best so far$", line),
            line => Assert.Matches(@"^toy: epoch 2/2, step 4, loss \d+\.\d{4}; validation: loss 0\.2500, accuracy 75\.0 %$", line),
            line => Assert.Matches(@"^toy: completed after 4 steps in \d+\.\d s, best at step 2$", line));
    }

    [Fact]
    public void An_epoch_without_a_validation_has_a_line_of_its_own()
    {
        using var written = new StringWriter();
        Train(new ConsoleProgress(written), epochs: 2, validated: false);
        Assert.Collection(
            Lines(written),
            line => Assert.Matches(@"^toy: epoch 1/2, step 2, loss \d+\.\d{4}$", line),
            line => Assert.Matches(@"^toy: epoch 2/2, step 4, loss \d+\.\d{4}$", line),
            line => Assert.Matches(@"^toy: completed after 4 steps in \d+\.\d s$", line));
    }

    [Fact]
    public void A_terminal_gets_the_same_lines_above_its_bar_and_the_bar_ends_with_the_run()
    {
        using var written = new StringWriter();
        Train(new ConsoleProgress(Rendering.Console(written)), epochs: 1, validated: true);
        var lines = Lines(written);
        Assert.Contains(lines, line => line.StartsWith("toy: epoch 1/1, step 2", StringComparison.Ordinal) && line.EndsWith("best so far", StringComparison.Ordinal));
        Assert.StartsWith("toy: completed after 2 steps", lines[^1], StringComparison.Ordinal);
    }

    private static void Train(ConsoleProgress progress, int epochs, bool validated)
    {
        using var scope = NewDisposeScope();
        using var model = new Model();
        model.Lora.FreezeBase();
        var x = randn(4, 32);
        var trainer = model.Lora.Trainer<Tensor>(
            parameters => optim.SGD(parameters, 0.01),
            batch => model.forward(batch).square().mean(),
            new TrainerOptions { Name = "toy", Epochs = epochs, StopsOnSignals = false },
            callbacks: progress);
        trainer.Fit(Batches.Of<Tensor>([x, x]), validated ? () => new ValidationScore(0.25, 0.75) : null);
    }

    private static string[] Lines(StringWriter written) => written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
