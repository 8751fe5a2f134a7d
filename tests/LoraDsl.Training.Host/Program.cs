using LoraDsl;
using LoraDsl.Training;
using LoraDsl.Training.Host;

// A process for the tests to kill: trains in a folder, says each step, and goes on where an earlier process was killed.
var (name, folder) = (args[0], args[1]);
var training = TinyTraining.Create(name);
var result = training.Fit(options => options with { Folder = folder, Start = RunStart.Resume }, default, new Narrator());
training.Lora.Save(Path.Combine(folder, "final"));
Console.WriteLine($"end {result.Stop}");

internal sealed class Narrator : ITrainingCallback
{
    public void RunBegan(TrainingRun run) => Console.WriteLine($"begin {run.Step}");

    public void StepEnded(TrainingRun run, double loss) => Console.WriteLine($"step {run.Step}");
}
