using LoraDsl.Formats.Files;
using LoraDsl.Formats.Safetensors;
using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>A safetensors file whose tensors are read one at a time, straight into their own memory.</summary>
internal sealed class SafetensorsFile : IDisposable
{
    private readonly FileStream stream;
    private readonly long pieceBytes;
    private readonly Dictionary<string, SafetensorsEntry> entries = new(StringComparer.Ordinal);

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pieceBytes">The most that is read at once.</param>
    /// <exception cref="IOException">The file cannot be read, or is no regular file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or no safetensors file.</exception>
    public SafetensorsFile(string path, long pieceBytes = TensorPieces.DefaultBytes)
    {
        this.pieceBytes = pieceBytes;
        stream = RegularFile.OpenRead(path);
        try
        {
            Header = SafetensorsHeader.Read(stream);
            foreach (var entry in Header.Entries)
                entries.Add(entry.Name, entry);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>What the file says of itself.</summary>
    public SafetensorsHeader Header { get; }

    /// <summary>The tensors' descriptions by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries => entries;

    /// <summary>Reads every tensor of a file, on the CPU; the caller disposes them.</summary>
    /// <inheritdoc cref="SafetensorsFile(string, long)"/>
    public static Dictionary<string, Tensor> ReadAll(string path)
    {
        using var file = new SafetensorsFile(path);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        try
        {
            foreach (var entry in file.entries.Values)
                tensors.Add(entry.Name, file.Read(entry).DetachFromDisposeScope());
            return tensors;
        }
        catch
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
            throw;
        }
    }

    /// <summary>Reads a tensor, on the CPU; it belongs to the caller's scope.</summary>
    /// <exception cref="InvalidDataException">It is of a type that is not supported, or the file has become shorter.</exception>
    public Tensor Read(SafetensorsEntry entry)
    {
        var type = TensorTypes.TypeOf(entry.Type)
            ?? throw new InvalidDataException($"'{stream.Name}' cannot be read: '{entry.Name}' is of the type {entry.Type}, which is not supported.");
        var tensor = empty(entry.Shape, dtype: type);
        try
        {
            stream.Position = entry.Position;
            TensorPieces.Each(tensor, pieceBytes, bytes => stream.ReadExactly(bytes));
            return tensor;
        }
        catch (EndOfStreamException error)
        {
            tensor.Dispose();
            throw new InvalidDataException($"'{stream.Name}' is damaged: it ends within '{entry.Name}'.", error);
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
