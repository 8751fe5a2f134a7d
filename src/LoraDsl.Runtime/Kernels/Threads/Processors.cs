using System.Runtime.InteropServices;

namespace LoraDsl.Kernels.Threads;

/// <summary>On Linux, which processor a thread runs on and which it may. Elsewhere, and where the C library lacks a function, nothing is known and nothing done.</summary>
internal static unsafe class Processors
{
    /// <summary>No processor.</summary>
    public const int Unknown = -1;

    /// <summary>Bytes of a set of 1,024 processors, which is the size that the C library's own type has.</summary>
    private const int SetBytes = 128;

    private static readonly delegate* unmanaged[SuppressGCTransition]<int> GetProcessor = (delegate* unmanaged[SuppressGCTransition]<int>)Function("sched_getcpu");
    private static readonly delegate* unmanaged<int> GetThreadId = (delegate* unmanaged<int>)Function("gettid");
    private static readonly delegate* unmanaged<int, nuint, byte*, int> GetAffinity = (delegate* unmanaged<int, nuint, byte*, int>)Function("sched_getaffinity");
    private static readonly delegate* unmanaged<int, nuint, byte*, int> SetAffinity = (delegate* unmanaged<int, nuint, byte*, int>)Function("sched_setaffinity");

    /// <summary>Where the calling thread runs, or <see cref="Unknown"/>.</summary>
    public static int Current => GetProcessor is null ? Unknown : GetProcessor();

    /// <summary>The system's number of the calling thread, or <see cref="Unknown"/>.</summary>
    public static int ThreadId => GetThreadId is null ? Unknown : GetThreadId();

    /// <summary>Lets a thread run wherever the calling thread may, but for one processor. Where that leaves none, nothing changes.</summary>
    /// <param name="thread">What <see cref="ThreadId"/> was there.</param>
    /// <param name="processor">The processor.</param>
    public static void KeepOff(int thread, int processor)
    {
        if (thread == Unknown || processor is < 0 or >= SetBytes * 8 || GetAffinity is null || SetAffinity is null)
            return;
        var allowed = stackalloc byte[SetBytes];
        if (GetAffinity(0, SetBytes, allowed) < 0)
            return;
        allowed[processor / 8] &= (byte)~(1 << (processor % 8));
        if (new ReadOnlySpan<byte>(allowed, SetBytes).ContainsAnyExcept((byte)0))
            _ = SetAffinity(thread, SetBytes, allowed);
    }

    private static nint Function(string name) =>
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), name, out var address) ? address : 0;
}
