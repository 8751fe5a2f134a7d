using System.Globalization;
using LoraDsl.Models.Llama;
using static TorchSharp.torch;

namespace LoraDsl.Models.Host;

/// <summary>What it takes to load a model.</summary>
public static class LoadedModel
{
    /// <summary>Loads a small model, so that all is in memory that has nothing to do with weights, and then another.</summary>
    /// <param name="small">The small model's folder.</param>
    /// <param name="folder">The other's.</param>
    /// <param name="type">The type of its parameters.</param>
    /// <returns>Bytes of its weights, bytes by which the process has grown at most, and seconds.</returns>
    public static (long Weights, long Peak, double Seconds) Measure(string small, string folder, ScalarType type)
    {
        Pretrained.Load<LlamaForCausalLM>(small, type).Dispose();
        var before = Bytes("VmRSS:");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var model = Pretrained.Load<LlamaForCausalLM>(folder, type);
        return (model.parameters().Sum(parameter => parameter.numel() * parameter.element_size()), Bytes("VmHWM:") - before, watch.Elapsed.TotalSeconds);
    }

    private static long Bytes(string key) => 1024 * long.Parse(
        File.ReadLines("/proc/self/status").Single(line => line.StartsWith(key, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
}
