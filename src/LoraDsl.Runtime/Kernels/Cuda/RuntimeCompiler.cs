using System.Diagnostics;
using System.Text;

namespace LoraDsl.Kernels.Cuda;

/// <summary>NVRTC, which compiles CUDA C++ in the process; it comes with CUDA and with libtorch's CUDA builds.</summary>
internal sealed unsafe class RuntimeCompiler
{
    private static readonly Lazy<RuntimeCompiler?> Loaded = new(Load);

    private readonly delegate* unmanaged<nint*, byte*, byte*, int, byte**, byte**, int> createProgram;
    private readonly delegate* unmanaged<nint, int, byte**, int> compileProgram;
    private readonly delegate* unmanaged<nint, nuint*, int> getPtxSize;
    private readonly delegate* unmanaged<nint, byte*, int> getPtx;
    private readonly delegate* unmanaged<nint*, int> destroyProgram;

    private RuntimeCompiler(NativeFunctions functions)
    {
        createProgram = (delegate* unmanaged<nint*, byte*, byte*, int, byte**, byte**, int>)functions["nvrtcCreateProgram"];
        compileProgram = (delegate* unmanaged<nint, int, byte**, int>)functions["nvrtcCompileProgram"];
        getPtxSize = (delegate* unmanaged<nint, nuint*, int>)functions["nvrtcGetPTXSize"];
        getPtx = (delegate* unmanaged<nint, byte*, int>)functions["nvrtcGetPTX"];
        destroyProgram = (delegate* unmanaged<nint*, int>)functions["nvrtcDestroyProgram"];
    }

    /// <summary>The compiler, or <see langword="null"/> where there is none.</summary>
    public static RuntimeCompiler? Instance => Loaded.Value;

    /// <summary>Compiles a program.</summary>
    /// <param name="source">CUDA C++, followed by a zero.</param>
    /// <param name="capability">What the code is for: 90 is compute capability 9.0.</param>
    /// <returns>PTX, ending in a zero, or <see langword="null"/> when the compiler refuses.</returns>
    public byte[]? TryCompile(ReadOnlySpan<byte> source, int capability)
    {
        nint program;
        fixed (byte* text = source, name = "masked_merge.cu"u8, option = Encoding.ASCII.GetBytes($"--gpu-architecture=compute_{capability}\0"))
        {
            if (createProgram(&program, text, name, 0, null, null) != 0)
                return null;
            try
            {
                var options = option;
                nuint size;
                if (compileProgram(program, 1, &options) != 0 || getPtxSize(program, &size) != 0)
                    return null;
                var code = new byte[size];
                fixed (byte* start = code)
                    return getPtx(program, start) == 0 ? code : null;
            }
            finally
            {
                destroyProgram(&program);
            }
        }
    }

    private static RuntimeCompiler? Load()
    {
        if (NativeFunctions.TryOpen(Candidates()) is not { } functions)
            return null;
        var compiler = new RuntimeCompiler(functions);
        return functions.IsIncomplete ? null : compiler;
    }

    /// <summary>libtorch's own copy first: it is of the version that the driver is known to work with.</summary>
    private static IEnumerable<string> Candidates()
    {
        using var process = Process.GetCurrentProcess();
        foreach (ProcessModule module in process.Modules)
        {
            if (Path.GetFileName(module.FileName).Contains("torch_cuda", StringComparison.Ordinal) && Path.GetDirectoryName(module.FileName) is { } folder)
            {
                foreach (var file in Directory.EnumerateFiles(folder).Where(IsCompiler).Order(StringComparer.Ordinal))
                    yield return file;
            }
        }

        string[] installed = OperatingSystem.IsWindows()
            ? ["nvrtc64_130_0.dll", "nvrtc64_120_0.dll", "nvrtc64_112_0.dll"]
            : ["libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "libnvrtc.so"];
        foreach (var name in installed)
            yield return name;
    }

    private static bool IsCompiler(string path)
    {
        var name = Path.GetFileName(path);
        return (name.StartsWith("libnvrtc", StringComparison.Ordinal) || name.StartsWith("nvrtc64", StringComparison.Ordinal))
            && !name.Contains("builtins", StringComparison.Ordinal);
    }
}
