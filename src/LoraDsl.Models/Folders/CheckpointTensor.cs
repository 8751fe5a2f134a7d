using LoraDsl.Formats.Safetensors;
using static TorchSharp.torch;

namespace LoraDsl.Models.Folders;

/// <summary>A tensor in a file, whose values are read into memory that stands already.</summary>
/// <param name="File">The file.</param>
/// <param name="Entry">What its header says of the tensor.</param>
internal sealed record CheckpointTensor(FileStream File, SafetensorsEntry Entry)
{
    /// <summary>What is converted or carried to another device at once.</summary>
    private const long PieceBytes = 1 << 24;

    /// <summary>Its type, where weights may be of it.</summary>
    public ScalarType? Type => CheckpointTypes.TypeOf(Entry.Type);

    /// <summary>Whether it is of a floating-point type.</summary>
    public bool IsFloatingPoint => Type is not null;

    /// <summary>Reads the values into a tensor of the same number of values, in its type and on its device.</summary>
    /// <param name="target">A contiguous tensor.</param>
    /// <param name="transposed">Whether the file has the matrix transposed.</param>
    /// <exception cref="InvalidDataException">The file has become shorter.</exception>
    public void ReadInto(Tensor target, bool transposed)
    {
        using var untracked = no_grad();
        using var scope = NewDisposeScope();
        if (transposed)
        {
            var matrix = empty(Entry.Shape, dtype: Type);
            Fill(matrix, Entry.Position);
            target.copy_(matrix.t());
        }
        else if (target.dtype == Type && target.device_type == TorchSharp.DeviceType.CPU)
        {
            Fill(target, Entry.Position);
        }
        else
        {
            Convert(target);
        }
    }

    private void Convert(Tensor target)
    {
        var flat = target.detach().view(-1);
        var step = PieceBytes / ElementTypes.SizeOf(Entry.Type)!.Value;
        using var piece = empty(Math.Min(step, flat.numel()), dtype: Type);
        for (var from = 0L; from < flat.numel(); from += step)
        {
            using var scope = NewDisposeScope();
            var part = piece.narrow(0, 0, Math.Min(step, flat.numel() - from));
            Fill(part, Entry.Position + from * part.element_size());
            flat.narrow(0, from, part.numel()).copy_(part);
        }
    }

    private void Fill(Tensor target, long position)
    {
        TensorBytes.Each(target, bytes =>
        {
            while (bytes.Length > 0)
            {
                var read = RandomAccess.Read(File.SafeFileHandle, bytes, position);
                if (read == 0)
                    throw new InvalidDataException($"'{File.Name}' is damaged: it ends within '{Entry.Name}'.");
                position += read;
                bytes = bytes[read..];
            }
        });
    }
}
