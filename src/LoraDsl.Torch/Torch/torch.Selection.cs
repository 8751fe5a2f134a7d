using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The elements of x where the condition is true, of y elsewhere (broadcast).</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Where.Call(condition, x, y);

    /// <summary>The indices where the condition is true: a tensor for each dimension.</summary>
    public static Tensor[] where(Tensor condition) => WhereTrue.CallMany(condition);

    /// <summary>A product by Einstein's summation convention, as in <c>"ij,jk->ik"</c>.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Einsum.Call(equation, tensors);

    /// <summary>The sum of products over the last dimensions of a and the first of b.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long dims = 2)
    {
        var rank = a.ndim;
        var first = Enumerable.Range(0, (int)dims).Select(i => rank - dims + i);
        var second = Enumerable.Range(0, (int)dims).Select(i => (long)i);
        return tensordot(a, b, [.. first], [.. second]);
    }

    /// <summary>The sum of products over dimensions of a and of b.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => Tensordot.Call(a, b, dims1, dims2);

    /// <summary>The distances between the rows of two tensors.</summary>
    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) =>
        Distances.Call(x1, x2, p, (long)compute_mode);

    /// <summary>Exponents along a dimension divided by their sum.</summary>
    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

    /// <summary>The Euclidean norm of all elements.</summary>
    public static Tensor norm(Tensor input) => input.norm();

    /// <inheritdoc cref="Tensor.unbind(long)"/>
    public static Tensor[] unbind(Tensor tensor, int dim = 0) => tensor.unbind(dim);

    /// <summary>A dimension moved to another place.</summary>
    public static Tensor movedim(Tensor input, long source, long destination) => input.movedim([source], [destination]);

    /// <inheritdoc cref="movedim(Tensor, long, long)"/>
    public static Tensor moveaxis(Tensor input, long source, long destination) => input.movedim([source], [destination]);

    private static readonly Operator Where = new("aten::where", "self");
    private static readonly Operator WhereTrue = new("aten::where");
    private static readonly Operator Einsum = new("aten::einsum");
    private static readonly Operator Tensordot = new("aten::tensordot");
    private static readonly Operator Distances = new("aten::cdist");
}
