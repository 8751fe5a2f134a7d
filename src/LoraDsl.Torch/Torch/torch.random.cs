using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Starts the default generators of all devices anew from a seed.</summary>
    /// <returns>The processor's default generator.</returns>
    public static Generator manual_seed(long seed)
    {
        NativeError.Check(NativeMethods.ltorch_manual_seed((ulong)seed), nameof(manual_seed));
        return Generator.Default;
    }

    /// <inheritdoc cref="Generator.seed()"/>
    public static long seed()
    {
        using var generator = Generator.Default;
        return generator.seed();
    }

    /// <inheritdoc cref="Generator.initial_seed()"/>
    public static long initial_seed()
    {
        using var generator = Generator.Default;
        return generator.initial_seed();
    }

    /// <inheritdoc cref="Generator.get_state()"/>
    public static Tensor get_rng_state()
    {
        using var generator = Generator.Default;
        return generator.get_state();
    }

    /// <inheritdoc cref="Generator.set_state(Tensor)"/>
    public static void set_rng_state(Tensor new_state)
    {
        using var generator = Generator.Default;
        generator.set_state(new_state);
    }

    /// <summary>The processor's default generator.</summary>
    public static class random
    {
        /// <inheritdoc cref="torch.manual_seed(long)"/>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <inheritdoc cref="Generator.seed()"/>
        public static long seed() => torch.seed();

        /// <inheritdoc cref="Generator.initial_seed()"/>
        public static long initial_seed() => torch.initial_seed();

        /// <inheritdoc cref="Generator.get_state()"/>
        public static Tensor get_rng_state() => torch.get_rng_state();

        /// <inheritdoc cref="Generator.set_state(Tensor)"/>
        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }
}
