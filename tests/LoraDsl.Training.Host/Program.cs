using System.Globalization;
using LoraDsl;
using LoraDsl.Training;
using LoraDsl.Training.Host;

// A process of its own for what might end it: wrong calls, a collection during backward, threads; and for a peak of memory.
switch (args)
{
    case ["wrong-calls", var seed, var first, var count]:
        return WrongCallProgram.Run(Number(seed), Number(first), Number(count));
    case ["wrong-calls", var seed, var first, var count, var kind]:
        return WrongCallProgram.Run(Number(seed), Number(first), Number(count), kind);
    case ["collections", var subject, var count]:
        return CollectionProgram.Run(subject, Number(count));
    case ["peak", var work, var depth]:
        return PeakProgram.Run(work, Number(depth));
    case ["threads", var subject, var count]:
        return ThreadProgram.Run(subject, Number(count), isRunning: false);
    case ["threads-running", var subject, var count]:
        return ThreadProgram.Run(subject, Number(count), isRunning: true);
}

// A process for the tests to kill: trains in a folder, says each step, and goes on where an earlier process was killed. With a third
// argument it waits for a line of input after that step and at its end; with "signal" as a fourth, for a signal before the first of them.
var (name, folder) = (args[0], args[1]);
long? pause = args.Length > 2 ? long.Parse(args[2], CultureInfo.InvariantCulture) : null;
try
{
    var training = TinyTraining.Create(name);
    var result = training.Fit(options => options with { Folder = folder, Start = RunStart.Resume }, default, new Narrator(pause, args.Length > 3));
    training.Lora.Save(Path.Combine(folder, "final"), dropUnfrozen: true);
    Console.WriteLine($"end {result.Stop}");
    if (pause is not null)
        Console.ReadLine();
    return 0;
}
catch (IOException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

internal sealed class Narrator(long? pause, bool waitsForSignal) : ITrainingCallback
{
    public void RunBegan(TrainingRun run) => Console.WriteLine($"begin {run.Step}");

    public void StepEnded(TrainingRun run, double loss)
    {
        Console.WriteLine($"step {run.Step}");
        if (run.Step != pause)
            return;
        if (waitsForSignal)
        {
            run.Cancellation.WaitHandle.WaitOne();
            Console.WriteLine("signal");
        }

        Console.ReadLine();
    }
}
