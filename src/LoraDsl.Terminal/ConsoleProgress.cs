using LoraDsl.Formats.Runs;
using LoraDsl.Training;
using Spectre.Console;
using static System.FormattableString;

namespace LoraDsl.Terminal;

/// <summary>
/// Shows a training while it runs: a bar in a terminal, lines at validations and epochs where the output is a file or a pipe.
/// </summary>
public sealed class ConsoleProgress : ITrainingCallback
{
    private readonly ProgressBar? bar;
    private readonly TextWriter output;
    private double? loss;
    private string? epochLine;

    /// <summary>Progress on the console.</summary>
    public ConsoleProgress()
        : this(Console.IsOutputRedirected ? null : AnsiConsole.Console, Console.Out)
    {
    }

    /// <summary>Progress as lines.</summary>
    /// <param name="output">Where they go.</param>
    public ConsoleProgress(TextWriter output)
        : this(null, output)
    {
    }

    /// <summary>Progress as a bar.</summary>
    /// <param name="console">The terminal.</param>
    public ConsoleProgress(IAnsiConsole console)
        : this(console ?? throw new ArgumentNullException(nameof(console)), TextWriter.Null)
    {
    }

    private ConsoleProgress(IAnsiConsole? console, TextWriter output)
    {
        bar = console is null ? null : new ProgressBar(console);
        this.output = output;
    }

    /// <inheritdoc/>
    public void RunBegan(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Step > 0)
            Say(Invariant($"{run.Name}: goes on after step {run.Step}"));
        bar?.Open(run.Name, run.TotalSteps, run.Step);
    }

    /// <inheritdoc/>
    public void StepEnded(TrainingRun run, double loss)
    {
        ArgumentNullException.ThrowIfNull(run);
        SayEpoch();
        this.loss = loss;
        bar?.Show(Text(run), run.Step);
    }

    /// <inheritdoc/>
    public void EpochEnded(TrainingRun run, int epoch)
    {
        ArgumentNullException.ThrowIfNull(run);
        epochLine = Text(run);
    }

    /// <inheritdoc/>
    public void Validated(TrainingRun run, ValidationMetrics measured)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(measured);
        epochLine = null;
        var accuracy = measured.Accuracy is { } value ? Invariant($", accuracy {100 * value:0.0} %") : "";
        Say(Invariant($"{Text(run)}; validation: loss {measured.Loss:0.0000}{accuracy}{(measured.Best ? ", best so far" : "")}"));
    }

    /// <inheritdoc/>
    public void Noted(TrainingRun run, string note) => Say(note);

    /// <inheritdoc/>
    public void RunEnded(TrainingRun run, RunResult result)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(result);
        SayEpoch();
        bar?.Close();
        var best = result.BestStep is { } step ? Invariant($", best at step {step}") : "";
        Say(Invariant($"{run.Name}: {result.Stop} after {result.Steps} steps in {result.Seconds:0.0} s{best}"));
    }

    /// <inheritdoc/>
    public void RunFailed(TrainingRun run, Exception exception) => bar?.Close();

    private string Text(TrainingRun run)
    {
        var epoch = run.TotalEpochs is { } epochs ? Invariant($"epoch {run.Epoch}/{epochs}, ") : "";
        return Invariant($"{run.Name}: {epoch}step {run.Step}, loss {loss:0.0000}");
    }

    /// <summary>An epoch has a line of its own where no validation followed it.</summary>
    private void SayEpoch()
    {
        if (epochLine is not null)
            Say(epochLine);
        epochLine = null;
    }

    private void Say(string line)
    {
        if (bar is null)
            output.WriteLine(line);
        else
            bar.Say(line);
    }
}
