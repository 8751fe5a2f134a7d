using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Turns a native status into the exception behind it.</summary>
internal static class NativeError
{
    private const int ManagedException = 2;

    /// <summary>Does nothing for a status of success.</summary>
    /// <param name="status">What a native function returned.</param>
    /// <param name="operation">What was being done, for the message.</param>
    /// <exception cref="ExternalException">libtorch failed: its text, after the operation's name.</exception>
    public static void Check(int status, string operation)
    {
        if (status != 0)
            Throw(status, operation);
    }

    private static unsafe void Throw(int status, string operation)
    {
        if (status == ManagedException)
        {
            var exception = (Exception)GCHandle.FromIntPtr(NativeMethods.ltorch_error_exception()).Target!;
            NativeMethods.ltorch_error_clear();
            ExceptionDispatchInfo.Throw(exception);
        }

        var text = Marshal.PtrToStringUTF8((nint)NativeMethods.ltorch_error_message()) ?? "";
        NativeMethods.ltorch_error_clear();
        throw new ExternalException($"{operation}: {WithoutStackTrace(text)}");
    }

    // Only some of libtorch's exceptions can leave the trace out themselves.
    private static string WithoutStackTrace(string text)
    {
        var trace = text.IndexOf("\nException raised from", StringComparison.Ordinal);
        return (trace < 0 ? text : text[..trace]).Trim();
    }
}
