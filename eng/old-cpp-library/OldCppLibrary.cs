#pragma warning disable IDE0005 // MSBuild compiles the file without implicit usings.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Build.Framework;
#pragma warning restore IDE0005

namespace LoraDsl.Build;

/// <summary>
/// Writes a copy of TorchSharp's native part that an older libstdc++ can load. TorchSharp 0.107 asks for GLIBCXX_3.4.32 because of one
/// symbol that it never calls: _ZSt21ios_base_library_initv, which is undefined and has no relocation. The loader refuses a library whose
/// needed version is missing, unless that need is flagged as weak (VER_FLG_WEAK in vna_flags of .gnu.version_r).
/// </summary>
public sealed class OldCppLibrary : Microsoft.Build.Utilities.Task
{
    private const string LibraryName = "libstdc++.so.6";
    private const string VersionName = "GLIBCXX_3.4.32";
    private const string SymbolName = "_ZSt21ios_base_library_initv";
    private const int Lazy = 1;

    /// <summary>The package's libLibTorchSharp.so. It is only read.</summary>
    [Required]
    public string Source { get; set; } = "";

    /// <summary>Where the copy is written. Empty: the task only answers whether it is needed.</summary>
    public string Destination { get; set; } = "";

    /// <summary>Whether the copy is needed whatever this machine has: the program runs on another one.</summary>
    public bool Always { get; set; }

    /// <summary>Whether the library does not load without the change.</summary>
    [Output]
    public bool IsNeeded { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(Source);
            int flags = new ElfVersionNeeds(bytes).FindIdle(LibraryName, VersionName, SymbolName);
            IsNeeded = flags >= 0 && (Always || LoaderLacksVersion());
            if (IsNeeded && Destination.Length > 0)
            {
                bytes[flags] |= ElfVersionNeeds.Weak;
                Write(bytes);
            }

            return true;
        }
        catch (InvalidDataException error)
        {
            Fail($"'{Source}' is not a whole ELF library ({error.Message}): delete its package from NuGet's cache and restore again.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Fail($"TorchSharp's native library cannot be copied from '{Source}'{(Destination.Length > 0 ? $" to '{Destination}'" : "")}: {error.Message}");
        }

        return false;
    }

    // Beside and renamed into place: a link that stands there is replaced, never written through, and whoever has it loaded keeps it.
    private void Write(byte[] bytes)
    {
        var target = new FileInfo(Destination);
        if (target.Exists && (target.Attributes & FileAttributes.ReparsePoint) == 0 && File.ReadAllBytes(Destination).SequenceEqual(bytes))
            return;
        string staged = Destination + "." + Guid.NewGuid().ToString("N");
        target.Directory!.Create();
        try
        {
            File.WriteAllBytes(staged, bytes);
            if (target.Exists)
                File.Replace(staged, Destination, null);
            else
                File.Move(staged, Destination);
        }
        finally
        {
            File.Delete(staged);
        }

        Log.LogMessage(MessageImportance.Normal, "{0} is a copy of {1} that needs {2} weakly.", Destination, Source, VersionName);
    }

    private void Fail(string message) => Log.LogError(null, "LORADSL002", null, null, 0, 0, 0, 0, "{0}", message);

    private static bool LoaderLacksVersion()
    {
        try
        {
            IntPtr library = dlopen(LibraryName, Lazy);
            return library == IntPtr.Zero || dlvsym(library, SymbolName, VersionName) == IntPtr.Zero;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library without versions of symbols (musl) refuses none.
            return false;
        }
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern IntPtr dlopen(string file, int mode);

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern IntPtr dlvsym(IntPtr library, string symbol, string version);
}

/// <summary>
/// What a 64-bit little-endian ELF library needs of the versions of others. In the task's file, because MSBuild compiles a task from one.
/// </summary>
/// <param name="elf">The library's bytes. What is out of place in them is an <see cref="InvalidDataException"/>.</param>
internal sealed class ElfVersionNeeds(byte[] elf)
{
    /// <summary>VER_FLG_WEAK of the ELF symbol versioning specification.</summary>
    public const byte Weak = 2;

    private const uint VersionNeeds = 0x6ffffffe;
    private const uint Versions = 0x6fffffff;
    private const uint DynamicSymbols = 11;
    private const uint Relocations = 4;
    private const int SymbolBytes = 24;
    private const int RelocationBytes = 24;
    private const int HeaderBytes = 64;

    /// <summary>
    /// The offset of the flags of a need that is not weak yet and that stands there for one undefined symbol without a relocation alone;
    /// -1 where there is no such need.
    /// </summary>
    public int FindIdle(string library, string version, string symbol)
    {
        if (elf.Length < HeaderBytes || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2 || elf[5] != 1)
            throw new InvalidDataException("it does not begin as one of 64 bits does");
        List<Section> sections = Sections();
        if (sections.Find(section => section.Type == VersionNeeds) is not { } needs)
            return -1;
        int names = Linked(sections, needs).Offset;
        int need = needs.Offset;
        while (Text(names, Word(need + 4)) != library)
        {
            if (Word(need + 12) == 0)
                return -1;
            need = Offset(need, Word(need + 12));
        }

        int entry = Offset(need, Word(need + 8));
        for (int left = Half(need + 2); left > 0; left--)
        {
            if (Text(names, Word(entry + 8)) == version)
                return (Half(entry + 4) & Weak) == 0 && IsIdle(sections, Half(entry + 6), symbol) ? entry + 4 : -1;
            entry = Offset(entry, Word(entry + 12));
        }

        return -1;
    }

    private bool IsIdle(List<Section> sections, int version, string symbol)
    {
        if (sections.Find(section => section.Type == DynamicSymbols) is not { } symbols || sections.Find(section => section.Type == Versions) is not { } versions)
            return false;
        int names = Linked(sections, symbols).Offset;
        var found = new HashSet<uint>();
        for (int index = 0; index < symbols.Size / SymbolBytes; index++)
        {
            if ((Half(versions.Offset + (2 * index)) & 0x7fff) != version)
                continue;
            int at = symbols.Offset + (SymbolBytes * index);
            if (Text(names, Word(at)) != symbol || Half(at + 6) != 0)
                return false;
            found.Add((uint)index);
        }

        foreach (Section relocations in sections.FindAll(section => section.Type == Relocations))
        {
            for (int index = 0; index < relocations.Size / RelocationBytes; index++)
            {
                if (found.Contains(Word(relocations.Offset + (RelocationBytes * index) + 12)))
                    return false;
            }
        }

        return found.Count == 1;
    }

    private List<Section> Sections()
    {
        var sections = new List<Section>();
        int table = Offset(0, Long(0x28));
        int size = Half(0x3a);
        for (int index = 0; index < Half(0x3c); index++)
        {
            int at = table + (size * index);
            uint type = Word(at + 4);
            // Only those that are read: sections without bytes in the file say offsets and sizes beyond it.
            if (type is VersionNeeds or Versions or DynamicSymbols or Relocations or 3)
            {
                int start = Offset(0, Long(at + 0x18));
                sections.Add(new Section(type, Word(at + 0x28), start, Offset(start, Long(at + 0x20)) - start));
            }
            else
            {
                sections.Add(new Section(type, 0, 0, 0));
            }
        }

        return sections;
    }

    private static Section Linked(List<Section> sections, Section section) =>
        section.Link < sections.Count ? sections[(int)section.Link] : throw new InvalidDataException($"there is no section {section.Link}");

    private string Text(int table, uint offset)
    {
        int at = Offset(table, offset);
        int end = Array.IndexOf(elf, (byte)0, at);
        return end < 0 ? throw new InvalidDataException($"the text at {at} does not end") : Encoding.ASCII.GetString(elf, at, end - at);
    }

    private int Offset(int start, ulong distance) =>
        distance <= (ulong)(elf.Length - start) ? start + (int)distance : throw new InvalidDataException($"{start} + {distance} is beyond its {elf.Length} bytes");

    private ushort Half(int at) => BitConverter.ToUInt16(elf, Within(at, 2));

    private uint Word(int at) => BitConverter.ToUInt32(elf, Within(at, 4));

    private ulong Long(int at) => BitConverter.ToUInt64(elf, Within(at, 8));

    private int Within(int at, int bytes) =>
        at >= 0 && at <= elf.Length - bytes ? at : throw new InvalidDataException($"{at} is beyond its {elf.Length} bytes");

    private sealed class Section(uint type, uint link, int offset, int size)
    {
        public uint Type { get; } = type;

        public uint Link { get; } = link;

        public int Offset { get; } = offset;

        public int Size { get; } = size;
    }
}
