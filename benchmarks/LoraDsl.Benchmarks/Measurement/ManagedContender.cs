using System.Diagnostics;

namespace LoraDsl.Benchmarks.Measurement;

/// <summary>Work that is done in this process.</summary>
internal abstract class ManagedContender : IContender
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public double Run(int iterations)
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

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The work, once.</summary>
    public abstract void Step();
}
