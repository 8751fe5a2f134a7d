namespace LoraDsl.Checkpoints;

/// <summary>A tensor as a safetensors header describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The format's name of the element type.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Position">Where in the file its values begin.</param>
/// <param name="Length">Bytes of its values.</param>
internal sealed record SafetensorsEntry(string Name, string Type, long[] Shape, long Position, long Length)
{
    /// <summary>How many values it has.</summary>
    public long Values => Shape.Aggregate(1L, (product, size) => product * size);
}
