namespace TorchSharp;

public static partial class torch
{
    /// <inheritdoc cref="Tensor.tensor_split(Tensor, long)"/>
    public static Tensor[] tensor_split(Tensor input, Tensor indices_or_sections, long dim = 0) => input.tensor_split(indices_or_sections, dim);

    /// <inheritdoc cref="Tensor.hsplit(long)"/>
    public static Tensor[] hsplit(Tensor input, long indices_or_sections) => input.hsplit(indices_or_sections);

    /// <inheritdoc cref="Tensor.hsplit(long[])"/>
    public static Tensor[] hsplit(Tensor input, long[] indices_or_sections) => input.hsplit(indices_or_sections);

    /// <inheritdoc cref="Tensor.hsplit(long[])"/>
    public static Tensor[] hsplit(Tensor input, (long, long) indices_or_sections) => input.hsplit([indices_or_sections.Item1, indices_or_sections.Item2]);

    /// <inheritdoc cref="Tensor.hsplit(long[])"/>
    public static Tensor[] hsplit(Tensor input, (long, long, long) indices_or_sections) =>
        input.hsplit([indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3]);

    /// <inheritdoc cref="Tensor.hsplit(long[])"/>
    public static Tensor[] hsplit(Tensor input, (long, long, long, long) indices_or_sections) =>
        input.hsplit([indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3, indices_or_sections.Item4]);

    /// <inheritdoc cref="Tensor.hsplit(long[])"/>
    public static Tensor[] hsplit(Tensor input, Tensor indices_or_sections) => input.hsplit(indices_or_sections);

    /// <inheritdoc cref="Tensor.vsplit(long[])"/>
    public static Tensor[] vsplit(Tensor input, long[] indices_or_sections) => input.vsplit(indices_or_sections);

    /// <inheritdoc cref="Tensor.dsplit(long)"/>
    public static Tensor[] dsplit(Tensor input, long size) => input.dsplit(size);

    /// <inheritdoc cref="Tensor.dsplit(long[])"/>
    public static Tensor[] dsplit(Tensor input, long[] indices_or_sections) => input.dsplit(indices_or_sections);

    /// <inheritdoc cref="Tensor.dsplit(long[])"/>
    public static Tensor[] dsplit(Tensor input, (long, long) indices_or_sections) => input.dsplit(indices_or_sections);

    /// <inheritdoc cref="Tensor.dsplit(long[])"/>
    public static Tensor[] dsplit(Tensor input, (long, long, long) indices_or_sections) => input.dsplit(indices_or_sections);

    /// <inheritdoc cref="Tensor.dsplit(long[])"/>
    public static Tensor[] dsplit(Tensor input, (long, long, long, long) indices_or_sections) => input.dsplit(indices_or_sections);

    /// <inheritdoc cref="Tensor.dsplit(long[])"/>
    public static Tensor[] dsplit(Tensor input, Tensor indices_or_sections) => input.dsplit(indices_or_sections);
}
