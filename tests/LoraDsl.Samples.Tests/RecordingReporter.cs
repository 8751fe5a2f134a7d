using Shared.Reporting;
using Spectre.Console;

namespace LoraDsl.Samples.Tests;

/// <summary>Keeps what a run reports.</summary>
internal sealed class RecordingReporter : IReporter
{
    public List<string> Lines { get; } = [];

    public List<string> Trainings { get; } = [];

    public List<Table> Tables { get; } = [];

    /// <summary>Called after each step.</summary>
    public Action OnStep { get; init; } = () => { };

    public void Say(string line) => Lines.Add(line);

    public void Train(string title, int steps, int epochs, Action<ITrainingProgress> work)
    {
        Trainings.Add(title);
        var progress = new Progress(OnStep);
        work(progress);
        Assert.Equal((steps, epochs), (progress.Steps, progress.Epochs));
    }

    public void Show(Table table) => Tables.Add(table);

    private sealed class Progress(Action onStep) : ITrainingProgress
    {
        public int Steps { get; private set; }

        public int Epochs { get; private set; }

        public void Step(double loss)
        {
            Steps++;
            onStep();
        }

        public void EpochEnded(int epoch, double loss, Func<double>? validationAccuracy) => Epochs = epoch;
    }
}
