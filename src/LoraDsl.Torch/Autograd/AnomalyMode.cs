using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Has backward fail at the operation whose gradient is NaN, until it is disposed.</summary>
public class AnomalyMode : IDisposable
{
    private readonly (bool Enabled, bool CheckNaN) before = Current;

    /// <summary>Switches the detection on or off.</summary>
    /// <param name="enabled">Whether backward says which operation failed.</param>
    /// <param name="check_nan">Whether a gradient of NaN is a failure.</param>
    public AnomalyMode(bool enabled, bool check_nan = true) => Set((enabled, check_nan));

    /// <summary>Whether the detection is on.</summary>
    public static bool IsEnabled => Current.Enabled;

    /// <summary>Whether a gradient of NaN is a failure while the detection is on.</summary>
    public static bool ShouldCheckNaN => Current.CheckNaN;

    /// <summary>Switches the detection back to what it was.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Switches the detection back to what it was.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing) => Set(before);

    private static unsafe (bool Enabled, bool CheckNaN) Current
    {
        get
        {
            int enabled, checkNan;
            NativeMethods.ltorch_anomaly_mode(&enabled, &checkNan);
            return (enabled != 0, checkNan != 0);
        }
    }

    private static void Set((bool Enabled, bool CheckNaN) mode) =>
        NativeMethods.ltorch_set_anomaly_mode(mode.Enabled ? 1 : 0, mode.CheckNaN ? 1 : 0);
}
