using System.Runtime.InteropServices;

namespace LoraDsl.Tool.Doctor;

/// <summary>NVIDIA's driver.</summary>
internal static class CudaDriver
{
    private delegate int Initialize(uint flags);

    private delegate int Ask(out int answer);

    /// <summary>The version of CUDA that the driver offers, and its GPUs; without a driver <see langword="null"/> and 0.</summary>
    public static (Version? Cuda, int Gpus) Read()
    {
        if (!NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out var driver))
            return (null, 0);
        try
        {
            var version = Answer(driver, "cuDriverGetVersion");
            var starts = NativeLibrary.TryGetExport(driver, "cuInit", out var start) && Marshal.GetDelegateForFunctionPointer<Initialize>(start)(0) == 0;
            return (new Version((version ?? 0) / 1000, (version ?? 0) % 1000 / 10), starts ? Answer(driver, "cuDeviceGetCount") ?? 0 : 0);
        }
        finally
        {
            NativeLibrary.Free(driver);
        }
    }

    private static int? Answer(nint driver, string function) =>
        NativeLibrary.TryGetExport(driver, function, out var address) && Marshal.GetDelegateForFunctionPointer<Ask>(address)(out var answer) == 0 ? answer : null;
}
