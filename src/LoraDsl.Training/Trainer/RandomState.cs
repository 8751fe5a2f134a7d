using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>
/// Torch's random numbers in a training. The processor's generator can be read and set. A GPU's cannot by TorchSharp, so it is seeded anew for
/// every step from the run's seed: what a step draws there depends on its number alone.
/// </summary>
internal sealed class RandomState(Device device, long seed) : IStateful, IDisposable
{
    private readonly bool isOnGpu = device.type == TorchSharp.DeviceType.CUDA;
    private long seed = seed;
    private Tensor? atEpoch;

    /// <summary>Marks the beginning of an epoch: reading it again needs the generator as it is now.</summary>
    public void BeginEpoch()
    {
        atEpoch?.Dispose();
        atEpoch = get_rng_state().DetachFromDisposeScope();
    }

    /// <summary>Runs with the generator as it was when the epoch began, and puts it back to what it is now.</summary>
    public T AsAtEpoch<T>(Func<T> read)
    {
        if (atEpoch is null)
            return read();
        using var now = get_rng_state();
        set_rng_state(atEpoch);
        try
        {
            return read();
        }
        finally
        {
            set_rng_state(now);
        }
    }

    /// <summary>A step begins.</summary>
    /// <param name="step">Its number.</param>
    public void BeginStep(long step)
    {
        if (isOnGpu)
            cuda.manual_seed_all(unchecked((seed * 6_364_136_223_846_793_005) + (step * 1_442_695_040_888_963_407)) & long.MaxValue);
    }

    /// <inheritdoc/>
    public void Save(SavedState state)
    {
        using var now = get_rng_state();
        state.WriteTensor("cpu", now);
        state.Write("seed", seed);
        if (atEpoch is not null)
            state.WriteTensor("cpu_at_epoch", atEpoch);
    }

    /// <inheritdoc/>
    public void Load(SavedState state)
    {
        seed = state.ReadWhole("seed");
        atEpoch?.Dispose();
        atEpoch = state.Has("cpu_at_epoch") ? state.ReadTensor("cpu_at_epoch").clone().DetachFromDisposeScope() : null;
        set_rng_state(state.ReadTensor("cpu"));
    }

    /// <inheritdoc/>
    public void Dispose() => atEpoch?.Dispose();
}
