namespace TorchSharp;

public static partial class torch
{
    /// <summary>A truth value drawn evenly.</summary>
    public static bool randint_bool(Generator? generator = null) => randint_long(0, 2, generator) == 1;

    /// <summary>An integer drawn evenly from [0, high).</summary>
    public static int randint_int(int high, Generator? generator = null) => (int)randint_long(0, high, generator);

    /// <summary>An integer drawn evenly from [low, high).</summary>
    public static int randint_int(int low, int high, Generator? generator = null) => (int)randint_long(low, high, generator);

    /// <summary>An integer drawn evenly from [0, high).</summary>
    public static long randint_long(long high, Generator? generator = null) => randint_long(0, high, generator);

    /// <summary>An integer drawn evenly from [low, high).</summary>
    public static long randint_long(long low, long high, Generator? generator = null)
    {
        using var drawn = randint(low, high, [1], dtype: ScalarType.Int64, generator: generator);
        return drawn.ToScalar().ToInt64();
    }

    /// <summary>A number drawn evenly from [0, 1).</summary>
    public static double rand_float(Generator? generator = null)
    {
        using var drawn = rand([1], dtype: ScalarType.Float64, generator: generator);
        return drawn.ToScalar().ToDouble();
    }

    /// <summary>A standard normal number.</summary>
    public static double randn_float(Generator? generator = null)
    {
        using var drawn = randn([1], dtype: ScalarType.Float64, generator: generator);
        return drawn.ToScalar().ToDouble();
    }
}
