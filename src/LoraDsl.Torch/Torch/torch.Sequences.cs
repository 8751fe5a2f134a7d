using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Numbers from start up to, not including, stop, by steps. Integers give int64, other numbers the default dtype.</summary>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Arange.Call(start, stop, step, dtype, Value.None, InitializeDevice(device)), requires_grad);

    /// <inheritdoc cref="arange(Scalar, Scalar, Scalar, ScalarType?, Device?, bool)"/>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <inheritdoc cref="arange(Scalar, Scalar, Scalar, ScalarType?, Device?, bool)"/>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>Numbers from start to end, both included, at equal distances.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Linspace.Call(start, end, steps, dtype, Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>Powers of a base, their exponents from start to end, both included, at equal distances.</summary>
    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Logspace.Call(start, end, steps, @base, dtype, Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>A matrix with ones on the diagonal; square where columns is -1.</summary>
    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Eye.Call(rows, columns == -1 ? rows : columns, dtype, Value.None, InitializeDevice(device)), requires_grad, names);

    private static readonly Operator Arange = new("aten::arange", "start_step");
    private static readonly Operator Linspace = new("aten::linspace");
    private static readonly Operator Logspace = new("aten::logspace");
    private static readonly Operator Eye = new("aten::eye", "m");
}
