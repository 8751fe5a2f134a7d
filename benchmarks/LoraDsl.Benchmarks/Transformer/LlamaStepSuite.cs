using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>A training step of blocks of LLaMA-7B's size in bfloat16 against PEFT itself, on a GPU.</summary>
internal static class LlamaStepSuite
{
    public const string Name = "llama-step";

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        // The small ones only show that everything runs.
        TransformerCase[] cases = options.Small
            ? [new(1, 8, 64, 172, 4, Depth: 2, Type: ScalarType.BFloat16)]
            :
            [
                new(1, 512, 4096, 11008, 32, Depth: 4, Type: ScalarType.BFloat16),
                new(4, 512, 4096, 11008, 32, Depth: 4, Type: ScalarType.BFloat16),
            ];
        var wanted = Array.FindAll(cases, sizes => options.Wants(Name, sizes.ToString()));
        using var worker = wanted.Length > 0 ? PythonWorker.TryStart() : null;
        foreach (var sizes in wanted)
        {
            Func<Device, StepContender>[] own = [device => StepContender.Lora(sizes, device)];
            foreach (var result in TransformerRace.Time(Name, sizes, own, ["peft", "peft-bf16", "peft-python", "fused-python"], worker, training: true, options))
                yield return result;
        }
    }
}
