using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Sets this thread's inference mode, until it is disposed, on the same thread and in reverse order.</summary>
internal sealed class InferenceModeGuard(bool enabled) : IDisposable
{
    private nint guard = NativeMethods.ltorch_inference_enter(enabled ? 1 : 0);

    public void Dispose()
    {
        var held = guard;
        guard = 0;
        if (held != 0)
            NativeMethods.ltorch_inference_leave(held);
    }
}
