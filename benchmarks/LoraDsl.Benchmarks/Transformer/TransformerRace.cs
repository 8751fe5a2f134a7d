using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>What the suites of blocks and of training steps share: contenders compared, timed, and their bytes counted.</summary>
internal static class TransformerRace
{
    /// <summary>Compares what contenders compute, then the first one's time with the others'.</summary>
    /// <param name="suite">Name of the suite.</param>
    /// <param name="sizes">The case.</param>
    /// <param name="own">Contenders of this process, the subject first.</param>
    /// <param name="python">Methods of Python/lora_layers.py; one whose package is missing is left out, and named.</param>
    /// <param name="worker">Where they run.</param>
    /// <param name="training">Whether a whole training step is timed.</param>
    /// <param name="options">The options.</param>
    public static IEnumerable<BenchmarkResult> Time(
        string suite,
        TransformerCase sizes,
        IReadOnlyList<Func<Device, IVerifiedContender>> own,
        IReadOnlyList<string> python,
        PythonWorker worker,
        bool training,
        Options options)
    {
        var contenders = new List<IVerifiedContender>();
        try
        {
            foreach (var make in own)
                contenders.Add(make(options.Device));
            foreach (var method in python)
            {
                if (worker.TryOpen(method, "transformer", sizes.Settings(method, options.Device, training), out var missing) is { } opened)
                    contenders.Add(opened);
                else
                    Console.WriteLine($"{suite}: without {method}: {missing}.");
            }

            Agreement.Require(sizes.ToString(), contenders.FindAll(contender => contender.Name != Formula.Frozen.Name), sizes.Tolerance);
            var times = Turns.Take(contenders, options.Rounds, options.Device);
            for (var reference = 1; reference < contenders.Count; reference++)
            {
                yield return BenchmarkResult.Of(
                    suite, sizes.ToString(), contenders[0].Name, contenders[reference].Name, "time", times[0], times[reference]);
            }
        }
        finally
        {
            contenders.ForEach(contender => contender.Dispose());
        }
    }

    /// <summary>The first contender's peak of live tensor bytes over the others'.</summary>
    public static IEnumerable<BenchmarkResult> Memory(string suite, TransformerCase sizes, IReadOnlyList<Func<Device, ManagedContender>> own)
    {
        var peaks = own.Select(Peak).ToArray();
        foreach (var (name, bytes) in peaks.Skip(1))
            yield return BenchmarkResult.Of(suite, sizes.ToString(), peaks[0].Name, name, "peak_bytes", [peaks[0].Bytes], [bytes]);
    }

    private static (string Name, double Bytes) Peak(Func<Device, ManagedContender> make)
    {
        using var contender = make(CPU);
        contender.Step();
        return (contender.Name, PeakBytes.Of(contender.Step));
    }
}
