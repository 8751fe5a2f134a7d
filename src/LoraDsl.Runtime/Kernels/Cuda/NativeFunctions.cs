using System.Runtime.InteropServices;

namespace LoraDsl.Kernels.Cuda;

/// <summary>A native library that may be missing, and its functions by name.</summary>
internal sealed class NativeFunctions
{
    private readonly IntPtr library;

    private NativeFunctions(IntPtr library) => this.library = library;

    /// <summary>Whether a function that was asked for is not there.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Opens the first library that there is, for the life of the process.</summary>
    /// <param name="names">File names or paths, best first.</param>
    /// <returns>The library, or <see langword="null"/> when there is none.</returns>
    public static NativeFunctions? TryOpen(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
                return new NativeFunctions(library);
        }

        return null;
    }

    /// <summary>The address of a function; 0 where it is missing.</summary>
    public IntPtr this[string name]
    {
        get
        {
            if (NativeLibrary.TryGetExport(library, name, out var address))
                return address;
            IsIncomplete = true;
            return 0;
        }
    }
}
