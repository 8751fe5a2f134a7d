using LoraDsl.Benchmarks.Measurement;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>Lets the generated code and its references run one case.</summary>
internal static class LinearRace
{
    /// <summary>Compares what they compute, then their times.</summary>
    /// <param name="suite">Name of the suite.</param>
    /// <param name="sizes">The case.</param>
    /// <param name="python">Methods of Python/lora_layers.py to compare with; one whose package is missing is left out, and named.</param>
    /// <param name="worker">Where they run, if anywhere.</param>
    /// <param name="options">The options.</param>
    public static IEnumerable<BenchmarkResult> Time(
        string suite, LinearCase sizes, IReadOnlyList<string> python, PythonWorker? worker, Options options)
    {
        var contenders = new List<IVerifiedContender>();
        using var dora = DoraContender.TryMake(sizes, options.Device);
        try
        {
            contenders.Add(new LoraContender(sizes, options.Device));
            contenders.Add(new EagerContender(sizes, options.Device));
            contenders.Add(new PeftFormulaContender(sizes, options.Device));
            contenders.Add(new CompositionContender(sizes, options.Device));
            foreach (var method in worker is null ? [] : python)
            {
                if (worker!.TryOpen(method, "linear", sizes.Settings(method, options.Device), out var missing) is { } opened)
                    contenders.Add(opened);
                else
                    Console.WriteLine($"{suite}: without {method}: {missing}.");
            }

            Agreement.Require(sizes.ToString(), contenders, sizes.Tolerance);
            contenders.Add(new FrozenContender(sizes, options.Device));
            var times = Turns.Take([.. contenders, .. dora is null ? Array.Empty<IContender>() : [dora]], options.Rounds, options.Device);
            for (var reference = 1; reference < contenders.Count; reference++)
            {
                yield return BenchmarkResult.Of(
                    suite, sizes.ToString(), contenders[0].Name, contenders[reference].Name, "time", times[0], times[reference]);
            }

            if (dora is not null)
                yield return BenchmarkResult.Of(suite, sizes.ToString(), dora.Name, contenders[0].Name, "time", times[^1], times[0]);
        }
        finally
        {
            contenders.ForEach(contender => contender.Dispose());
        }
    }
}
