using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>What the suites of blocks and of training steps share: contenders compared and timed.</summary>
internal static class TransformerRace
{
    /// <summary>Compares what contenders compute, then the subjects' time with the others'.</summary>
    /// <param name="suite">Name of the suite.</param>
    /// <param name="sizes">The case.</param>
    /// <param name="own">Contenders of this process, the subjects first.</param>
    /// <param name="python">Methods of Python/lora_layers.py; one whose package is missing is left out, and named.</param>
    /// <param name="worker">Where they run, if anywhere.</param>
    /// <param name="training">Whether a whole training step is timed.</param>
    /// <param name="options">The options.</param>
    /// <param name="subjects">How many contenders are subjects; the others are what they are compared with.</param>
    public static IEnumerable<BenchmarkResult> Time(
        string suite,
        TransformerCase sizes,
        IReadOnlyList<Func<Device, IVerifiedContender>> own,
        IReadOnlyList<string> python,
        PythonWorker? worker,
        bool training,
        Options options,
        int subjects = 1)
    {
        var contenders = new List<IVerifiedContender>();
        try
        {
            foreach (var make in own)
                contenders.Add(make(options.Device));
            foreach (var method in worker is null ? [] : python)
            {
                if (worker!.TryOpen(method, "transformer", sizes.Settings(method, options.Device, training), out var missing) is { } opened)
                    contenders.Add(opened);
                else
                    Console.WriteLine($"{suite}: without {method}: {missing}.");
            }

            Agreement.Require(sizes.ToString(), contenders.FindAll(contender => contender.Name != Formula.Frozen.Name), sizes.Tolerance);
            var times = Turns.Take(contenders, options.Rounds, options.Device);
            for (var subject = 0; subject < subjects; subject++)
            {
                for (var reference = subjects; reference < contenders.Count; reference++)
                {
                    yield return BenchmarkResult.Of(
                        suite, sizes.ToString(), contenders[subject].Name, contenders[reference].Name, "time", times[subject], times[reference]);
                }
            }
        }
        finally
        {
            contenders.ForEach(contender => contender.Dispose());
        }
    }
}
