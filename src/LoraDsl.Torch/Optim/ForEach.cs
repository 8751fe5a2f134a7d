using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>One native call for an operation on each of many tensors.</summary>
internal static class ForEach
{
    private static readonly Operator AddListInPlace = new("aten::_foreach_add_", "List");
    private static readonly Operator AddListFresh = new("aten::_foreach_add", "List");
    private static readonly Operator AddNumberInPlace = new("aten::_foreach_add_", "Scalar");
    private static readonly Operator MultiplyInPlace = new("aten::_foreach_mul_", "Scalar");
    private static readonly Operator DivideInPlace = new("aten::_foreach_div_", "Scalar");
    private static readonly Operator AddProductInPlace = new("aten::_foreach_addcmul_", "Scalar");
    private static readonly Operator AddQuotientInPlace = new("aten::_foreach_addcdiv_", "Scalar");
    private static readonly Operator SquareRoot = new("aten::_foreach_sqrt");
    private static readonly Operator NegateFresh = new("aten::_foreach_neg");
    private static readonly Operator ZeroInPlace = new("aten::_foreach_zero_");

    /// <summary>tᵢ = 0.</summary>
    public static void Zero(Tensor[] tensors) => ZeroInPlace.Run(tensors);

    /// <summary>tᵢ += factor · sᵢ.</summary>
    public static void Add(Tensor[] tensors, Tensor[] summands, double factor) => AddListInPlace.Run(tensors, summands, factor);

    /// <summary>tᵢ + factor · sᵢ, in new tensors.</summary>
    public static Tensor[] Sum(Tensor[] tensors, Tensor[] summands, double factor) => AddListFresh.CallMany(tensors, summands, factor);

    /// <summary>tᵢ += number.</summary>
    public static void Add(Tensor[] tensors, double number) => AddNumberInPlace.Run(tensors, number);

    /// <summary>tᵢ *= number.</summary>
    public static void Multiply(Tensor[] tensors, double number) => MultiplyInPlace.Run(tensors, number);

    /// <summary>tᵢ /= number.</summary>
    public static void Divide(Tensor[] tensors, double number) => DivideInPlace.Run(tensors, number);

    /// <summary>tᵢ += factor · aᵢ · bᵢ.</summary>
    public static void AddProduct(Tensor[] tensors, Tensor[] a, Tensor[] b, double factor) => AddProductInPlace.Run(tensors, a, b, factor);

    /// <summary>tᵢ += factor · aᵢ / bᵢ.</summary>
    public static void AddQuotient(Tensor[] tensors, Tensor[] a, Tensor[] b, double factor) => AddQuotientInPlace.Run(tensors, a, b, factor);

    /// <summary>√tᵢ, in new tensors.</summary>
    public static Tensor[] Sqrt(Tensor[] tensors) => SquareRoot.CallMany(new Value[] { tensors });

    /// <summary>-tᵢ, in new tensors.</summary>
    public static Tensor[] Negated(Tensor[] tensors) => NegateFresh.CallMany(new Value[] { tensors });
}
