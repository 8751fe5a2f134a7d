using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Sets whether this thread records operations, until it is disposed.</summary>
internal sealed class GradModeGuard : IDisposable
{
    private readonly bool before = NativeMethods.ltorch_grad_mode() != 0;
    private bool disposed;

    public GradModeGuard(bool enabled) => NativeMethods.ltorch_set_grad_mode(enabled ? 1 : 0);

    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        NativeMethods.ltorch_set_grad_mode(before ? 1 : 0);
    }
}
