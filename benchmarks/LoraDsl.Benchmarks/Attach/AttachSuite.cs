using System.Diagnostics;
using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Attach;

/// <summary>What a model of 10,000 adapted layers costs a layer before its first step and around it, against one of 1,000.</summary>
internal static class AttachSuite
{
    public const string Name = "attach";

    private const int Few = 1_000;
    private const int Many = 10_000;
    private const int MostRounds = 7;

    private static readonly string[] Operations = ["attach", "names", "freeze", "allocate", "optimizer", "step", "merge", "save", "load"];

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        if (!Array.Exists(Operations, operation => options.Wants(Name, Case(operation))))
            yield break;
        Seconds(Few);
        var rounds = Enumerable.Range(0, Math.Min(options.Rounds, MostRounds)).Select(_ => (Few: Seconds(Few), Many: Seconds(Many))).ToList();
        foreach (var (index, operation) in Operations.Index())
        {
            yield return BenchmarkResult.Of(
                Name,
                Case(operation),
                "10000",
                "1000",
                "time",
                [.. rounds.Select(round => round.Many[index] / Many)],
                [.. rounds.Select(round => round.Few[index] / Few)]);
        }
    }

    private static string Case(string operation) => $"{operation}, a layer";

    private static List<double> Seconds(int layers)
    {
        var folder = Directory.CreateTempSubdirectory("loradsl-attach");
        var seconds = new List<double>();
        try
        {
            using var model = Time(() => new ManyLayers(layers));
            Time(() => model.Lora.Named().Count());
            TimeAction(model.Lora.FreezeBase);
            Time(() => model.Lora.AllocateRanksEvenly());
            using var optimizer = Time(() => model.Lora.Optimizer(parameters => optim.AdamW(parameters)));
            Time(() => optimizer.step());
            TimeAction(() =>
            {
                model.Lora.Merge();
                model.Lora.Unmerge();
            });
            TimeAction(() => model.Lora.Save(folder.FullName));
            TimeAction(() => model.Lora.Load(folder.FullName));
            return seconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        T Time<T>(Func<T> work)
        {
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            var result = work();
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            return result;
        }

        void TimeAction(Action work) => Time(() =>
        {
            work();
            return true;
        });
    }
}
