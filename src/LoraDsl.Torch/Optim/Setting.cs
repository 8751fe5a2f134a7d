namespace TorchSharp.Modules;

/// <summary>Checks of the numbers that a user gives to an optimiser.</summary>
internal static class Setting
{
    /// <summary>Refuses what is negative or no number.</summary>
    /// <exception cref="ArgumentException">It is one of these.</exception>
    public static void RequireNotNegative(double value, string name) => Require(value >= 0, name, value, "must not be negative");

    /// <summary>Refuses what cannot be the decay rate of a running mean.</summary>
    /// <exception cref="ArgumentException">It is negative, or at least 1.</exception>
    public static void RequireDecayRate(double value, string name) =>
        Require(value is >= 0 and < 1, name, value, "must be at least 0 and below 1");

    /// <summary>Refuses what breaks a rule.</summary>
    /// <exception cref="ArgumentException">The rule does not hold.</exception>
    public static void Require(bool holds, string name, double value, string rule)
    {
        if (!holds)
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}, but {rule}."), name);
    }
}
