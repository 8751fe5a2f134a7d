using System.Diagnostics;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Measurement;

/// <summary>Work that is done in this process.</summary>
/// <param name="device">Where it is done; a GPU is waited for at the end of a turn, as Python/worker.py does.</param>
internal abstract class ManagedContender(Device? device = null) : IContender
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public double Run(int iterations) => device is { type: TorchSharp.DeviceType.CUDA } ? RunOnGpu(iterations) : RunHere(iterations);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The work, once.</summary>
    public abstract void Step();

    private double RunOnGpu(int iterations)
    {
        cuda.synchronize();
        var start = Stopwatch.GetTimestamp();
        for (var index = 0; index < iterations; index++)
            Step();
        cuda.synchronize();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / iterations;
    }

    private double RunHere(int iterations)
    {
        var seconds = new double[iterations];
        for (var index = 0; index < iterations; index++)
        {
            var start = Stopwatch.GetTimestamp();
            Step();
            seconds[index] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[iterations / 2];
    }
}
