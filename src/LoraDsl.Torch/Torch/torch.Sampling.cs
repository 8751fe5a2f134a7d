using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Integers drawn evenly from [low, high); int64 without a dtype.</summary>
    /// <param name="low">The lowest.</param>
    /// <param name="high">One more than the highest.</param>
    /// <param name="size">The size of each dimension.</param>
    /// <param name="dtype">The type of the elements.</param>
    /// <param name="device">Where the elements are; on the default device where null.</param>
    /// <param name="requires_grad">Whether operations on the tensor are recorded for backward.</param>
    /// <param name="generator">Where the numbers come from; the default generator where null.</param>
    /// <param name="names">Null: dimensions have no names here.</param>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Made(RandomIntegers.Call(low, high, size, generator, dtype ?? ScalarType.Int64, Value.None, InitializeDevice(device)), requires_grad, names);

    /// <inheritdoc cref="randint(long, long, long[], ScalarType?, Device?, bool, Generator?, string[])"/>
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0L, high, size, dtype, device, requires_grad, generator, names);

    /// <inheritdoc cref="randint(long, long, long[], ScalarType?, Device?, bool, Generator?, string[])"/>
    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, size.Shape, dtype, device, requires_grad, generator, names);

    /// <inheritdoc cref="randint(long, long, long[], ScalarType?, Device?, bool, Generator?, string[])"/>
    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0L, high, size.Shape, dtype, device, requires_grad, generator, names);

    /// <inheritdoc cref="randint(long, long, long[], ScalarType?, Device?, bool, Generator?, string[])"/>
    public static Tensor randint(int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, (long[])[.. size], dtype, device, requires_grad, generator, names);

    /// <inheritdoc cref="randint(long, long, long[], ScalarType?, Device?, bool, Generator?, string[])"/>
    public static Tensor randint(int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0L, high, (long[])[.. size], dtype, device, requires_grad, generator, names);

    /// <summary>The integers below n in random order; int64 without a dtype.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Made(RandomPermutation.Call(n, generator, dtype ?? ScalarType.Int64, Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>Numbers drawn from the normal distribution.</summary>
    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Made(Normal.Call(mean, std, size, generator, dtype, Value.None, InitializeDevice(device)), requires_grad, names);

    /// <summary>Numbers drawn from normal distributions, each with a mean and a standard deviation of its own.</summary>
    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) => NormalOfTensors.Call(mean, std, generator);

    private static readonly Operator RandomIntegers = new("aten::randint", "low_generator");
    private static readonly Operator RandomPermutation = new("aten::randperm", "generator");
    private static readonly Operator Normal = new("aten::normal", "float_float");
    private static readonly Operator NormalOfTensors = new("aten::normal", "Tensor_Tensor");
}
