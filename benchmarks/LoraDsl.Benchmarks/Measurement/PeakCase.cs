namespace LoraDsl.Benchmarks.Measurement;

/// <summary>Work whose peak memory a process of its own measures.</summary>
/// <param name="Suite">Name of the suite.</param>
/// <param name="Case">The case.</param>
/// <param name="Contender">Who works.</param>
/// <param name="Make">Makes the contender.</param>
internal sealed record PeakCase(string Suite, string Case, string Contender, Func<ManagedContender> Make)
{
    /// <summary>What the child process is asked for.</summary>
    public string Key => $"{Suite}|{Case}|{Contender}";
}
