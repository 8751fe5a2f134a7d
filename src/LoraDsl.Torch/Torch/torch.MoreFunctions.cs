using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <inheritdoc cref="Tensor.atan()"/>
    public static Tensor arctan(Tensor input) => input.atan();

    /// <inheritdoc cref="Tensor.atan_()"/>
    public static Tensor arctan_(Tensor input) => input.atan_();

    /// <inheritdoc cref="Tensor.atan2(Tensor)"/>
    public static Tensor arctan(Tensor input, Tensor other) => input.atan2(other);

    /// <inheritdoc cref="Tensor.atan2_(Tensor)"/>
    public static Tensor arctan_(Tensor input, Tensor other) => input.atan2_(other);

    /// <inheritdoc cref="Tensor.mul_(Tensor)"/>
    public static Tensor multiply_(Tensor left, Tensor right) => left.mul_(right);

    /// <inheritdoc cref="Tensor.mul_(Tensor)"/>
    public static Tensor multiply_(Tensor left, Scalar right) => left.mul_(right);

    /// <inheritdoc cref="Tensor.div_(Tensor, RoundingMode)"/>
    public static Tensor divide_(Tensor left, Scalar right) => left.div_(right);

    /// <inheritdoc cref="Tensor.neg_()"/>
    public static Tensor negative_(Tensor input) => input.neg_();

    /// <inheritdoc cref="Tensor.polygamma(long)"/>
    public static Tensor polygamma(Tensor input, long p) => input.polygamma(p);

    /// <inheritdoc cref="Tensor.polygamma_(long)"/>
    public static Tensor polygamma_(Tensor input, long p) => input.polygamma_(p);

    /// <inheritdoc cref="Tensor.frexp()"/>
    public static (Tensor, Tensor) frexp(Tensor input) => input.frexp();

    /// <summary>Complex numbers of real and imaginary parts.</summary>
    public static Tensor complex(Tensor real, Tensor imag) => Complex.Call(real, imag);

    /// <summary>Complex numbers of absolute values and angles.</summary>
    public static Tensor polar(Tensor abs, Tensor angle) => Polar.Call(abs, angle);

    /// <inheritdoc cref="Tensor.real"/>
    public static Tensor real(Tensor input) => input.real;

    /// <inheritdoc cref="Tensor.imag"/>
    public static Tensor imag(Tensor input) => input.imag;

    /// <inheritdoc cref="Tensor.is_conj()"/>
    public static bool is_conj(Tensor input) => input.is_conj();

    /// <summary>The element type that an operation of two tensors would have.</summary>
    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) => (ScalarType)ResultType.CallScalar(tensor1, tensor2).ToInt32();

    /// <summary>The greatest integer that an element type holds.</summary>
    /// <exception cref="ArgumentException">The type is none of integers.</exception>
    public static long max_int_value(ScalarType type) => type switch
    {
        ScalarType.Byte => byte.MaxValue,
        ScalarType.Int8 => sbyte.MaxValue,
        ScalarType.Int16 => short.MaxValue,
        ScalarType.Int32 => int.MaxValue,
        ScalarType.Int64 => long.MaxValue,
        _ => throw new ArgumentException($"{type} is no integer type.", nameof(type)),
    };

    /// <summary>The tensor as <see cref="ScalarType.Bool"/>.</summary>
    public static Tensor BoolTensor(Tensor t) => t.to(ScalarType.Bool);

    /// <summary>The tensor as <see cref="ScalarType.Byte"/>.</summary>
    public static Tensor ByteTensor(Tensor t) => t.to(ScalarType.Byte);

    /// <summary>The tensor as <see cref="ScalarType.Int16"/>.</summary>
    public static Tensor ShortTensor(Tensor t) => t.to(ScalarType.Int16);

    /// <summary>The tensor as <see cref="ScalarType.Int32"/>.</summary>
    public static Tensor IntTensor(Tensor t) => t.to(ScalarType.Int32);

    /// <summary>The tensor as <see cref="ScalarType.Int64"/>.</summary>
    public static Tensor LongTensor(Tensor t) => t.to(ScalarType.Int64);

    /// <summary>The tensor as <see cref="ScalarType.Float32"/>.</summary>
    public static Tensor FloatTensor(Tensor t) => t.to(ScalarType.Float32);

    /// <summary>The tensor as <see cref="ScalarType.Float64"/>.</summary>
    public static Tensor DoubleTensor(Tensor t) => t.to(ScalarType.Float64);

    private static readonly Operator Complex = new("aten::complex");
    private static readonly Operator Polar = new("aten::polar");
    private static readonly Operator ResultType = new("aten::result_type", "Tensor");
}
