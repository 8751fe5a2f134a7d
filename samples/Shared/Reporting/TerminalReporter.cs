using Spectre.Console;
using static System.FormattableString;

namespace Shared.Reporting;

/// <summary>Progress bars, for a terminal.</summary>
internal sealed class TerminalReporter(IAnsiConsole console) : IReporter
{
    private const int TitleWidth = 24;

    public void Say(string line) => console.WriteLine(line);

    public void Train(string title, int steps, int epochs, Action<ITrainingProgress> work) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new Progress(context.AddTask(Markup.Escape(title), maxValue: steps), title)));

    public void Show(Table table) => console.Write(table);

    private sealed class Progress(ProgressTask task, string title) : ITrainingProgress
    {
        private string validation = "";

        public void Step(double loss)
        {
            task.Description = Markup.Escape(Invariant($"{title,-TitleWidth} loss {loss:0.000}{validation}"));
            task.Increment(1);
        }

        public void EpochEnded(int epoch, double loss, Func<double>? validationAccuracy)
        {
            validation = validationAccuracy is null ? "" : Invariant($"  validation {100 * validationAccuracy():0.0} %");
            task.Description = Markup.Escape(Invariant($"{title,-TitleWidth} loss {loss:0.000}{validation}"));
        }
    }
}
