using static TorchSharp.torch;

namespace LoraDsl.Forward.Recompute;

/// <summary>
/// The random numbers of a pass that is run twice. The processor's generator can be read and set. A GPU's cannot by TorchSharp: there both
/// runs begin with a seed that is drawn from the processor's generator, and what follows the second one with a fresh one.
/// </summary>
internal static class PassRandomState
{
    /// <summary>Begins the first run.</summary>
    /// <returns>The state that the second run needs; the caller's scope owns it.</returns>
    public static Tensor Begin(bool isOnGpu)
    {
        var state = get_rng_state();
        SeedGpu(isOnGpu);
        return state;
    }

    /// <summary>Begins the second run.</summary>
    /// <returns>Puts the state back when disposed.</returns>
    public static IDisposable Return(Tensor state, bool isOnGpu)
    {
        var now = get_rng_state();
        var undo = new UndoStack();
        undo.Push(() =>
        {
            set_rng_state(now);
            now.Dispose();
            SeedGpu(isOnGpu);
        });
        set_rng_state(state);
        SeedGpu(isOnGpu);
        return undo;
    }

    private static void SeedGpu(bool isOnGpu)
    {
        if (!isOnGpu)
            return;
        using var seed = randint(0, long.MaxValue, [1L], ScalarType.Int64);
        cuda.manual_seed_all(seed.item<long>());
    }
}
