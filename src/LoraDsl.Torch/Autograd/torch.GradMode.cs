using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Stops this thread from recording operations until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradModeGuard(false);

    /// <summary>Has this thread record operations, or not, until the result is disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradModeGuard(enabled);

    /// <summary>Has this thread record operations, or not, from now on; back to what it was when the result is disposed.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradModeGuard(mode);

    /// <summary>Has this thread make tensors that can never take part in backward, until the result is disposed.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceModeGuard(mode);

    /// <summary>Whether this thread records operations.</summary>
    public static bool is_grad_enabled() => NativeMethods.ltorch_grad_mode() != 0;

    /// <summary>Whether this thread is in inference mode.</summary>
    public static bool is_inference_mode_enabled() => NativeMethods.ltorch_inference_mode() != 0;
}
