using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>Reads the tensors of a safetensors file.</summary>
internal static class SafetensorsReader
{
    /// <summary>Reads every tensor, on the CPU; the caller disposes them.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or no safetensors file.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        using var stream = File.OpenRead(path);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        try
        {
            foreach (var entry in SafetensorsHeader.Read(stream).Entries)
                tensors.Add(entry.Name, ReadTensor(stream, entry));
            return tensors;
        }
        catch
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
            throw;
        }
    }

    private static Tensor ReadTensor(FileStream stream, SafetensorsEntry entry)
    {
        var type = Safetensors.TypeOf(entry.Type)
            ?? throw new InvalidDataException($"'{stream.Name}' cannot be read: '{entry.Name}' is of the type {entry.Type}, which is not supported.");
        var tensor = empty(entry.Shape, dtype: type);
        try
        {
            stream.Position = entry.Position;
            if (entry.Length > 0)
                stream.ReadExactly(tensor.bytes);
            return tensor.DetachFromDisposeScope();
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }
}
