namespace LoraDsl.Benchmarks.Measurement;

/// <summary>A contender whose results can be compared with the others' before anything is timed.</summary>
internal interface IVerifiedContender : IContender
{
    /// <summary>Does the work once.</summary>
    /// <returns>Its outputs and gradients by name; a contender that trains less has fewer.</returns>
    IReadOnlyDictionary<string, Digest> Check();
}
