using System.Text.Json;

namespace LoraDsl.Formats.Safetensors;

/// <summary>A tensor as a safetensors header describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The format's name of the element type.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Position">Where in the file its values begin.</param>
/// <param name="Length">Bytes of its values.</param>
public sealed record SafetensorsEntry(string Name, string Type, long[] Shape, long Position, long Length)
{
    /// <summary>More than any tensor has, so that a header cannot claim memory by a shape alone.</summary>
    private const int MaxDimensions = 64;

    /// <summary>How many values it has.</summary>
    public long Values => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Reads a description; that its bytes are in the file is checked by the header, which has all of them.</summary>
    /// <param name="property">The header's entry.</param>
    /// <param name="start">Where in the file the values of all tensors begin.</param>
    /// <exception cref="InvalidDataException">It contradicts itself.</exception>
    public static SafetensorsEntry Read(JsonProperty property, long start)
    {
        var type = property.Value.GetProperty("dtype").GetString() ?? "";
        var (sizes, offsets) = (property.Value.GetProperty("shape"), property.Value.GetProperty("data_offsets"));
        if (sizes.GetArrayLength() > MaxDimensions || offsets.GetArrayLength() != 2)
            throw new InvalidDataException($"'{property.Name}' has {sizes.GetArrayLength()} dimensions and {offsets.GetArrayLength()} offsets: there may be {MaxDimensions} and have to be 2.");
        long[] shape = [.. sizes.EnumerateArray().Select(size => size.GetInt64())];
        var (from, to) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        if (Array.Exists(shape, size => size < 0) || from < 0 || to < from || from > long.MaxValue - start)
            throw Contradiction();

        // Of a type that is not known here the bytes can be passed on, but not counted.
        var values = shape.Aggregate(1L, (product, size) => checked(product * size));
        if (ElementTypes.SizeOf(type) is { } each && to - from != checked(values * each))
            throw Contradiction();
        return new SafetensorsEntry(property.Name, type, shape, start + from, to - from);

        InvalidDataException Contradiction() =>
            new($"'{property.Name}' of type {type} and shape ({string.Join(", ", shape)}) claims the bytes {from} to {to}.");
    }
}
