using System.Runtime.InteropServices;

namespace LoraDsl.Training;

/// <summary>
/// Ctrl-C (SIGINT) and SIGTERM, which cancel a run instead of ending the process. The first of them does; the next ends the process as usual.
/// </summary>
public sealed class StopSignals : IDisposable
{
    private static readonly AsyncLocal<bool> IsLeftToProcess = new();

    private readonly Lock gate = new();
    private readonly CancellationTokenSource source;
    private readonly PosixSignalRegistration[] registrations;
    private bool isDone;

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="listens">Whether to; without it, signals are left alone.</param>
    /// <param name="cancellation">What cancels the run besides.</param>
    public StopSignals(bool listens, CancellationToken cancellation)
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        registrations = listens && !IsLeftToProcess.Value
            ? [PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive)]
            : [];
    }

    /// <summary>Cancelled by what was given, or by a signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Until it is disposed, what runs from here listens to no signal: for who would take a cancelled run for one that is over.</summary>
    public static IDisposable LeaveToProcess()
    {
        var before = IsLeftToProcess.Value;
        IsLeftToProcess.Value = true;
        return new Restored(before);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();

        // A handler may be running still: it must not meet a source that is gone.
        lock (gate)
            isDone = true;
        source.Dispose();
    }

    private void Receive(PosixSignalContext context)
    {
        lock (gate)
        {
            if (isDone)
                return;
            isDone = context.Cancel = true;
            source.Cancel();
        }
    }

    private sealed class Restored(bool before) : IDisposable
    {
        public void Dispose() => IsLeftToProcess.Value = before;
    }
}
