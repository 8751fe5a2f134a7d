using static TorchSharp.torch;

namespace LoraDsl.Differentiation;

/// <summary>
/// The gradients that a thread's last backward function returned. libtorch copies the handles after the managed code has returned, so
/// their objects must not be finalized before; and they should not live until the caller's scope ends. So they are let go when the thread's
/// next backward function begins.
/// </summary>
internal static class HeldGradients
{
    [ThreadStatic]
    private static List<Tensor>? held;

    /// <summary>Lets go of what was returned last: by now libtorch has references of its own, or needs it no more.</summary>
    public static void Release()
    {
        held?.ForEach(static gradient => gradient.Dispose());
        held?.Clear();
    }

    /// <summary>Takes a gradient out of every dispose scope and keeps it until the next <see cref="Release"/>.</summary>
    public static Tensor Hold(Tensor gradient)
    {
        (held ??= []).Add(gradient.DetachFromDisposeScope());
        return gradient;
    }
}
