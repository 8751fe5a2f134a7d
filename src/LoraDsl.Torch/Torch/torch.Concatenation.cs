using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Tensors one after the other along a dimension; their other sizes agree.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Cat.Call((Tensor[])[.. tensors], dim);

    /// <inheritdoc cref="cat(IList{Tensor}, long)"/>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Cat.Call(tensors, dim);

    /// <inheritdoc cref="cat(IList{Tensor}, long)"/>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Cat.Call(tensors.ToArray(), dim);

    /// <inheritdoc cref="cat(IList{Tensor}, long)"/>
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    /// <inheritdoc cref="cat(IList{Tensor}, long)"/>
    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    /// <inheritdoc cref="cat(IList{Tensor}, long)"/>
    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    /// <inheritdoc cref="cat(IList{Tensor}, long)"/>
    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    /// <inheritdoc cref="cat(IList{Tensor}, long)"/>
    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => cat(tensors, axis);

    /// <inheritdoc cref="cat(IList{Tensor}, long)"/>
    public static Tensor concatenate(ReadOnlySpan<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    /// <summary>Tensors of one shape along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Stack.Call((Tensor[])[.. tensors], dim);

    /// <summary>Tensors side by side: along the second dimension, or the only one.</summary>
    public static Tensor hstack(params Tensor[] tensors) => HStack.Call(tensors);

    /// <inheritdoc cref="hstack(Tensor[])"/>
    public static Tensor hstack(IList<Tensor> tensors) => HStack.Call((Tensor[])[.. tensors]);

    /// <summary>Tensors below each other: along the first of at least two dimensions.</summary>
    public static Tensor vstack(Tensor[] tensors) => VStack.Call(tensors);

    /// <inheritdoc cref="vstack(Tensor[])"/>
    public static Tensor vstack(IList<Tensor> tensors) => VStack.Call((Tensor[])[.. tensors]);

    /// <summary>Matrices along the diagonal of one matrix, zeros elsewhere.</summary>
    public static Tensor block_diag(params Tensor[] tensors) => BlockDiagonal.Call(tensors);

    /// <summary>The tensors expanded to one shape.</summary>
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => BroadcastTensors.CallMany(tensors);

    private static readonly Operator Cat = new("aten::cat");
    private static readonly Operator Stack = new("aten::stack");
    private static readonly Operator HStack = new("aten::hstack");
    private static readonly Operator VStack = new("aten::vstack");
    private static readonly Operator BlockDiagonal = new("aten::block_diag");
    private static readonly Operator BroadcastTensors = new("aten::broadcast_tensors");
}
