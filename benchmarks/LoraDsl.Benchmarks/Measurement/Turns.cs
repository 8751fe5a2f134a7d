namespace LoraDsl.Benchmarks.Measurement;

/// <summary>Lets contenders take turns, so that what slows the machine for a while slows all of them.</summary>
internal static class Turns
{
    /// <summary>
    /// How long a contender works before it is timed. The BLAS threads of the process that had the turn before go on spinning for some
    /// tens of milliseconds and would be in its way.
    /// </summary>
    private const double WarmUpSeconds = 0.08;

    private const double TimedSeconds = 0.15;

    /// <summary>Times the contenders.</summary>
    /// <returns>For each contender the seconds of one iteration in each round.</returns>
    public static double[][] Take(IReadOnlyList<IContender> contenders, int rounds)
    {
        var once = contenders.Select(contender =>
        {
            contender.Run(3);
            return contender.Run(3);
        }).ToArray();
        var times = contenders.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            // Every other round goes backwards: nobody always follows the same neighbour.
            for (var position = 0; position < contenders.Count; position++)
            {
                var index = round % 2 == 0 ? position : contenders.Count - 1 - position;
                contenders[index].Run(Iterations(WarmUpSeconds, once[index]));
                times[index][round] = contenders[index].Run(Iterations(TimedSeconds, once[index]));
            }
        }

        return times;
    }

    private static int Iterations(double seconds, double once) => Math.Max(3, (int)Math.Ceiling(seconds / once));
}
