using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>The linear layers of LLaMA-7B in bfloat16 at rank 16 against PEFT itself: what fine-tuning on a GPU is made of.</summary>
internal static class LlamaSuite
{
    public const string Name = "llama";

    private static readonly int[] Rows = [512, 1024, 2048, 4096, 8192];

    private static readonly (int In, int Out)[] Shapes = [(4096, 4096), (4096, 11008), (11008, 4096)];

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        // The small ones only show that everything runs.
        var scale = options.Small ? 64 : 1;
        var wanted = Shapes.SelectMany(shape => Rows.Select(rows => new LinearCase(
            rows / scale, shape.In / scale, shape.Out / scale, 16, ScalarType.BFloat16, Bias: false)))
            .Where(sizes => options.Wants(Name, sizes.ToString()))
            .ToArray();
        using var worker = wanted.Length > 0 ? PythonWorker.TryStart() : null;
        foreach (var sizes in wanted)
        {
            foreach (var result in LinearRace.Time(Name, sizes, ["peft", "peft-bf16", "peft-python", "fused-python"], worker, options))
                yield return result;
        }
    }
}
