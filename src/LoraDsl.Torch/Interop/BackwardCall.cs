namespace TorchSharp.Interop;

/// <summary>Knows whether gradients are being computed at the request of this thread, or this is one of libtorch's own.</summary>
internal readonly ref struct BackwardCall : IDisposable
{
    [ThreadStatic]
    private static int depth;

    /// <summary>Whether this thread asked for the gradients that are being computed.</summary>
    public static bool IsOnThisThread => depth > 0;

    /// <summary>This thread asks for gradients, until the call is disposed.</summary>
    public static BackwardCall Begin()
    {
        depth++;
        return default;
    }

    /// <inheritdoc/>
    public void Dispose() => depth--;
}
