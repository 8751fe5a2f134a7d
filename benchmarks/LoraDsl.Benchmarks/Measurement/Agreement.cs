using static System.FormattableString;

namespace LoraDsl.Benchmarks.Measurement;

/// <summary>Contenders that do not compute the same are not worth timing.</summary>
internal static class Agreement
{
    /// <summary>Compares the results that contenders share with the first one.</summary>
    /// <param name="case">The case, for the error.</param>
    /// <param name="contenders">The contenders.</param>
    /// <param name="tolerance">The greatest relative distance, which rounding explains.</param>
    /// <exception cref="InvalidOperationException">Two contenders computed different things.</exception>
    public static void Require(string @case, IReadOnlyList<IVerifiedContender> contenders, double tolerance)
    {
        var expected = contenders[0].Check();
        foreach (var contender in contenders.Skip(1))
        {
            foreach (var (name, value) in contender.Check())
            {
                if (!expected.TryGetValue(name, out var wanted))
                    throw new InvalidOperationException($"{@case}: {contender.Name} has a result '{name}' that {contenders[0].Name} lacks.");
                // Written so that a NaN does not pass.
                if (!(wanted.DistanceTo(value) <= tolerance))
                {
                    throw new InvalidOperationException(Invariant(
                        $"{@case}: '{name}' of {contender.Name} is off {contenders[0].Name}'s by {wanted.DistanceTo(value):g3}; rounding explains {tolerance:g3}."));
                }
            }
        }
    }
}
