namespace LoraDsl.Plans;

/// <summary>
/// A pass without gradients that will be run again with them, in the backward pass. It takes the plans of the second run, so that both
/// give the same bits.
/// </summary>
internal sealed class RepeatedPass : IDisposable
{
    [ThreadStatic]
    private static bool isRunning;

    private readonly bool before = isRunning;

    /// <summary>Begins a pass on this thread, until it is disposed.</summary>
    public RepeatedPass() => isRunning = true;

    /// <summary>Whether the pass that this thread runs is one.</summary>
    public static bool IsRunning => isRunning;

    public void Dispose() => isRunning = before;
}
