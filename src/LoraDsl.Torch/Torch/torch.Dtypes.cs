using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Unsigned 8-bit integer.</summary>
    public static ScalarType uint8 = ScalarType.Byte;
    /// <summary>Signed 8-bit integer.</summary>
    public static ScalarType int8 = ScalarType.Int8;
    /// <summary>16-bit integer.</summary>
    public static ScalarType int16 = ScalarType.Int16;
    /// <summary>32-bit integer.</summary>
    public static ScalarType int32 = ScalarType.Int32;
    /// <summary>64-bit integer.</summary>
    public static ScalarType int64 = ScalarType.Int64;
    /// <summary>IEEE half precision.</summary>
    public static ScalarType float16 = ScalarType.Float16;
    /// <summary>IEEE single precision.</summary>
    public static ScalarType float32 = ScalarType.Float32;
    /// <summary>IEEE double precision.</summary>
    public static ScalarType float64 = ScalarType.Float64;
    /// <summary>Complex number of two singles.</summary>
    public static ScalarType complex64 = ScalarType.ComplexFloat32;
    /// <summary>Complex number of two doubles.</summary>
    public static ScalarType complex128 = ScalarType.ComplexFloat64;
    /// <summary>Half precision with the exponent of a single.</summary>
    public static ScalarType bfloat16 = ScalarType.BFloat16;
    /// <summary>16-bit integer.</summary>
    public static ScalarType @short = ScalarType.Int16;
    /// <summary>32-bit integer.</summary>
    public static ScalarType @int = ScalarType.Int32;
    /// <summary>64-bit integer.</summary>
    public static ScalarType @long = ScalarType.Int64;
    /// <summary>IEEE half precision.</summary>
    public static ScalarType half = ScalarType.Float16;
    /// <summary>IEEE single precision.</summary>
    public static ScalarType @float = ScalarType.Float32;
    /// <summary>IEEE double precision.</summary>
    public static ScalarType @double = ScalarType.Float64;
    /// <summary>Truth value.</summary>
    public static ScalarType @bool = ScalarType.Bool;

    /// <summary>The dtype of floating-point tensors made without one: float32 unless it was set.</summary>
    public static ScalarType get_default_dtype() => (ScalarType)NativeMethods.ltorch_default_dtype();

    /// <summary>Sets the dtype of floating-point tensors made without one.</summary>
    public static void set_default_dtype(ScalarType dtype) =>
        NativeError.Check(NativeMethods.ltorch_set_default_dtype((int)dtype), "set_default_dtype");

    /// <summary>Whether the type is a real floating-point type.</summary>
    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    /// <summary>Whether the type is complex.</summary>
    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    /// <summary>Whether the type is an integer type; bool counts, as in TorchSharp.</summary>
    public static bool is_integral(ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

    /// <summary>Whether a value of one dtype may become one of another without changing its kind (floating point to integer, number to bool).</summary>
    public static bool can_cast(ScalarType from, ScalarType to) => CanCast.CallBoolean(from, to);

    /// <summary>The smallest dtype that holds both.</summary>
    public static ScalarType promote_types(ScalarType type1, ScalarType type2) =>
        (ScalarType)PromoteTypes.CallScalar(type1, type2).Bits;

    private static readonly Operator CanCast = new("aten::can_cast");
    private static readonly Operator PromoteTypes = new("aten::promote_types");
}
