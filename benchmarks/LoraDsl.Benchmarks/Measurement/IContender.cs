namespace LoraDsl.Benchmarks.Measurement;

/// <summary>Something that does the same work in its own way.</summary>
internal interface IContender : IDisposable
{
    /// <summary>Its name in the results.</summary>
    string Name { get; }

    /// <summary>Does the work some times.</summary>
    /// <param name="iterations">How often.</param>
    /// <returns>Median seconds of one time.</returns>
    double Run(int iterations);
}
