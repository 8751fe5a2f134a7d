using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The version of the libtorch underneath.</summary>
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)NativeMethods.ltorch_version()) ?? "";

    /// <summary>How many threads an operation is spread over.</summary>
    public static int get_num_threads() => NativeMethods.ltorch_threads();

    /// <summary>Sets how many threads an operation is spread over.</summary>
    public static void set_num_threads(int num) => NativeError.Check(NativeMethods.ltorch_set_threads(num), nameof(set_num_threads));

    /// <summary>How many threads run operations side by side.</summary>
    public static int get_num_interop_threads() => NativeMethods.ltorch_interop_threads();

    /// <summary>Sets how many threads run operations side by side: once, before the first such operation.</summary>
    public static void set_num_interop_threads(int num) =>
        NativeError.Check(NativeMethods.ltorch_set_interop_threads(num), nameof(set_num_interop_threads));
}
