using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Measurement;

/// <summary>Lets contenders take turns, so that what slows the machine for a while slows all of them.</summary>
internal static class Turns
{
    /// <summary>
    /// How long all contenders pause before a turn in another process: the BLAS threads of the process that had the turn before go on spinning for
    /// some tens of milliseconds and would be in the way. A GPU has no such threads, and would only lower its clock.
    /// </summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);

    /// <summary>
    /// Untimed iterations of a turn. Few, so that contenders find memory as a network's other layers leave it, not as their own last
    /// iteration did.
    /// </summary>
    private const int WarmUpIterations = 2;

    private const double TimedSeconds = 0.1;

    /// <summary>Times the contenders.</summary>
    /// <param name="contenders">The contenders.</param>
    /// <param name="rounds">How often each takes its turn.</param>
    /// <param name="device">Where the work is done; the processor when left out.</param>
    /// <returns>For each contender the seconds of one iteration in each round.</returns>
    public static double[][] Take(IReadOnlyList<IContender> contenders, int rounds, Device? device = null)
    {
        var once = contenders.Select(contender =>
        {
            contender.Run(3);
            return contender.Run(3);
        }).ToArray();
        var times = contenders.Select(_ => new double[rounds]).ToArray();
        var pauses = device is null || device.type == TorchSharp.DeviceType.CPU;
        IContender? before = null;
        for (var round = 0; round < rounds; round++)
        {
            // Every other round goes backwards, so that no contender always follows the same one.
            for (var position = 0; position < contenders.Count; position++)
            {
                var index = round % 2 == 0 ? position : contenders.Count - 1 - position;
                var contender = contenders[index];
                if (pauses && before is PythonContender != contender is PythonContender)
                    Thread.Sleep(Pause);
                contender.Run(WarmUpIterations);
                times[index][round] = contender.Run(Math.Clamp((int)(TimedSeconds / once[index]), 3, 15));
                before = contender;
            }
        }

        return times;
    }
}
