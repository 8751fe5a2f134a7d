namespace LoraDsl.Tool.Doctor;

/// <summary>What there is on a machine that a program with TorchSharp needs.</summary>
/// <param name="Runtime">The version of the .NET runtime.</param>
/// <param name="Platform">The platform's name in NuGet, such as <c>linux-x64</c>.</param>
internal sealed record MachineFacts(Version Runtime, string Platform)
{
    /// <summary>Where the C++ library is, or <see langword="null"/> where the loader finds none; of Linux alone.</summary>
    public string? CppLibrary { get; init; }

    /// <summary>The newest version of its symbols that the C++ library offers.</summary>
    public Version? CppVersion { get; init; }

    /// <summary>The place that libtorch was looked for in: a program's folder, or NuGet's.</summary>
    public string TorchPlace { get; init; } = "";

    /// <summary>Whether <see cref="TorchPlace"/> is a program's folder.</summary>
    public bool IsProgram { get; init; }

    /// <summary>TorchSharp's native part, or <see langword="null"/>.</summary>
    public string? TorchSharpLibrary { get; init; }

    /// <summary>The newest version of the C++ library's symbols that TorchSharp's native part cannot do without.</summary>
    public Version? CppNeeded { get; init; }

    /// <summary>A folder with libtorch, or <see langword="null"/>.</summary>
    public string? Torch { get; init; }

    /// <summary>The version of CUDA that the NVIDIA driver offers, or <see langword="null"/> where there is no driver.</summary>
    public Version? Cuda { get; init; }

    /// <summary>GPUs that the driver finds.</summary>
    public int Gpus { get; init; }

    /// <summary>Whether it is Linux.</summary>
    public bool IsLinux => Platform.StartsWith("linux", StringComparison.Ordinal);
}
