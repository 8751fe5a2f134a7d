using System.Runtime.InteropServices;
using System.Text;

namespace LoraDsl.Formats.Files;

/// <summary>What stands at a path, in words. .NET tells folders and links from the rest, but not pipes and devices from files.</summary>
internal static partial class FileKinds
{
    /// <summary>A file whose content is its own.</summary>
    public const string Regular = "a regular file";

    // The file status of Linux's statx and of macOS's 64-bit stat begin alike on every processor up to the mode.
    private const int StatusSize = 256;
    private const int LinuxModePlace = 28;
    private const int MacModePlace = 4;

    private const int RelativeToWorkingDirectory = -100;
    private const uint TypeAndMode = 0x3;

    private const int TypeMask = 0xF000;

    /// <summary>What the path names, links followed; <see langword="null"/> where that cannot be told or there is nothing.</summary>
    public static string? Of(string path) => ModeOf([.. Encoding.UTF8.GetBytes(path), 0]) is not { } mode
        ? null
        : (mode & TypeMask) switch
        {
            0x8000 => Regular,
            0x4000 => "a folder",
            0x1000 => "a pipe",
            0x2000 => "a device",
            0x6000 => "a block device",
            0xC000 => "a socket",
            _ => "of an unknown kind",
        };

    private static int? ModeOf(byte[] path)
    {
        var status = new byte[StatusSize];
        try
        {
            if (OperatingSystem.IsLinux())
                return StatX(RelativeToWorkingDirectory, path, 0, TypeAndMode, status) == 0 ? MemoryMarshal.Read<ushort>(status.AsSpan(LinuxModePlace)) : null;
            if (OperatingSystem.IsMacOS())
                return Stat(path, status) == 0 ? MemoryMarshal.Read<ushort>(status.AsSpan(MacModePlace)) : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before statx: pipes are not told from files there.
        }

        return null;
    }

    private static int Stat(byte[] path, byte[] status) =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? StatOfX64(path, status) : StatOfArm64(path, status);

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int StatX(int directory, [In] byte[] path, int flags, uint mask, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64")]
    private static partial int StatOfX64([In] byte[] path, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "stat")]
    private static partial int StatOfArm64([In] byte[] path, [Out] byte[] status);
}
