using Spectre.Console;
using static System.FormattableString;

namespace Shared.Reporting;

/// <summary>Plain lines, for output that is no terminal.</summary>
internal sealed class LineReporter(TextWriter output) : IReporter
{
    private const int TableWidth = 140;
    private const int LinesPerTraining = 4;

    public void Say(string line) => output.WriteLine(line);

    public void Train(string title, int steps, int epochs, Action<ITrainingProgress> work) =>
        work(new Progress(output, title, epochs));

    public void Show(Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = TableWidth;
        console.Write(table);
    }

    private sealed class Progress(TextWriter output, string title, int epochs) : ITrainingProgress
    {
        public void Step(double loss)
        {
        }

        public void EpochEnded(int epoch, double loss, Func<double>? validationAccuracy)
        {
            if (epoch == epochs || epoch % Math.Max(1, epochs / LinesPerTraining) == 0)
                output.WriteLine(Invariant($"{title}: epoch {epoch}/{epochs}, loss {loss:0.000}{(validationAccuracy is null ? "" : Invariant($", validation {100 * validationAccuracy():0.0} %"))}"));
        }
    }
}
