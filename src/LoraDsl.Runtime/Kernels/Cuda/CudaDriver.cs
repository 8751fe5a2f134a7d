namespace LoraDsl.Kernels.Cuda;

/// <summary>The part of CUDA's driver API that runs a compiled kernel. Every function returns 0 where it worked.</summary>
internal sealed unsafe class CudaDriver
{
    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["nvcuda.dll"] : ["libcuda.so.1"];
    private static readonly Lazy<CudaDriver?> Loaded = new(Load);

    private readonly delegate* unmanaged<int*, int, int> deviceGet;
    private readonly delegate* unmanaged<int*, int, int, int> deviceGetAttribute;
    private readonly delegate* unmanaged<nint*, int, int> primaryContextRetain;
    private readonly delegate* unmanaged<nint, int> contextPush;
    private readonly delegate* unmanaged<nint*, int> contextPop;
    private readonly delegate* unmanaged<nint*, byte*, int> moduleLoadData;
    private readonly delegate* unmanaged<nint*, nint, byte*, int> moduleGetFunction;
    private readonly delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, void**, void**, int> launchKernel;

    private CudaDriver(NativeFunctions functions)
    {
        deviceGet = (delegate* unmanaged<int*, int, int>)functions["cuDeviceGet"];
        deviceGetAttribute = (delegate* unmanaged<int*, int, int, int>)functions["cuDeviceGetAttribute"];
        primaryContextRetain = (delegate* unmanaged<nint*, int, int>)functions["cuDevicePrimaryCtxRetain"];
        contextPush = (delegate* unmanaged<nint, int>)functions["cuCtxPushCurrent_v2"];
        contextPop = (delegate* unmanaged<nint*, int>)functions["cuCtxPopCurrent_v2"];
        moduleLoadData = (delegate* unmanaged<nint*, byte*, int>)functions["cuModuleLoadData"];
        moduleGetFunction = (delegate* unmanaged<nint*, nint, byte*, int>)functions["cuModuleGetFunction"];
        launchKernel = (delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, void**, void**, int>)functions["cuLaunchKernel"];
    }

    /// <summary>The driver, or <see langword="null"/> where there is none that is started.</summary>
    public static CudaDriver? Instance => Loaded.Value;

    /// <summary>
    /// The context that libtorch works in, the device's primary one, and what the device computes with: 90 is compute capability 9.0.
    /// It is kept for the life of the process.
    /// </summary>
    public bool TryGetDevice(int index, out nint context, out int capability)
    {
        const int CapabilityMajor = 75, CapabilityMinor = 76;
        int device, major, minor;
        nint retained;
        (context, capability) = (0, 0);
        if (deviceGet(&device, index) != 0
            || deviceGetAttribute(&major, CapabilityMajor, device) != 0
            || deviceGetAttribute(&minor, CapabilityMinor, device) != 0
            || primaryContextRetain(&retained, device) != 0)
        {
            return false;
        }

        (context, capability) = (retained, (10 * major) + minor);
        return true;
    }

    /// <summary>A kernel of compiled code, loaded into a context. Code and name are followed by a zero.</summary>
    public bool TryLoad(nint context, ReadOnlySpan<byte> code, ReadOnlySpan<byte> name, out nint kernel)
    {
        kernel = 0;
        if (contextPush(context) != 0)
            return false;
        nint module, function = 0, popped;
        fixed (byte* image = code, terminated = name)
        {
            var loaded = moduleLoadData(&module, image) == 0 && moduleGetFunction(&function, module, terminated) == 0;
            contextPop(&popped);
            kernel = function;
            return loaded;
        }
    }

    /// <summary>Puts a kernel into the context's default stream, the one that libtorch's operators of this process are in.</summary>
    public bool TryLaunch(nint context, nint kernel, (uint X, uint Y) grid, (uint X, uint Y) block, void** arguments)
    {
        if (contextPush(context) != 0)
            return false;
        nint popped;
        var launched = launchKernel(kernel, grid.X, grid.Y, 1, block.X, block.Y, 1, 0, 0, arguments, null) == 0;
        contextPop(&popped);
        return launched;
    }

    private static CudaDriver? Load()
    {
        if (NativeFunctions.TryOpen(Names) is not { } functions)
            return null;
        var driver = new CudaDriver(functions);
        var start = (delegate* unmanaged<uint, int>)functions["cuInit"];
        return !functions.IsIncomplete && start(0) == 0 ? driver : null;
    }
}
