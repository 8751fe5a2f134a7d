using LoraDsl.Benchmarks.Measurement;

namespace LoraDsl.Benchmarks.Overhead;

/// <summary>Many calls of one operator, each result disposed at once, as Python's reference counts do it.</summary>
internal sealed class CallContender(OverheadCase subject) : ManagedContender
{
    /// <summary>Calls of one iteration; the Python program makes as many.</summary>
    public const int Calls = 2000;

    public override string Name => "c#";

    public override void Step()
    {
        for (var call = 0; call < Calls; call++)
            subject.Call().Dispose();
    }

    public override void Dispose()
    {
    }
}
