using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// The frozen random projections that the VeRA adapters of a model share: A (rank, greatest in) and B (greatest out, rank), of which each layer takes
/// the first columns and rows.
/// </summary>
internal sealed class VeraProjections
{
    private readonly Tensor a;
    private readonly Tensor b;
    private (ScalarType Type, Device Device, Tensor A, Tensor B)? copy;

    private VeraProjections(Tensor a, Tensor b, int seed, bool isSeeded)
    {
        this.a = a.DetachFromDisposeScope();
        this.b = b.DetachFromDisposeScope();
        (Seed, IsSeeded) = (seed, isSeeded);
    }

    /// <summary>The seed that they are said to be from.</summary>
    public int Seed { get; }

    /// <summary>Whether they are those of the seed and of their sizes.</summary>
    public bool IsSeeded { get; }

    /// <summary>The rank.</summary>
    public long Rank => a.shape[0];

    /// <summary>Columns of A.</summary>
    public long InFeatures => a.shape[1];

    /// <summary>Rows of B.</summary>
    public long OutFeatures => b.shape[0];

    /// <summary>A, on the processor.</summary>
    public Tensor A => a;

    /// <summary>B, on the processor.</summary>
    public Tensor B => b;

    /// <summary>The projections that PEFT makes of a seed: uniform in ±√(6/fan-in), A before B, by the processor's generator.</summary>
    public static VeraProjections OfSeed(int seed, long rank, long inFeatures, long outFeatures)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)(long)seed);
        var a = Uniform(generator, rank, inFeatures);
        return new VeraProjections(a, Uniform(generator, outFeatures, rank), seed, isSeeded: true);
    }

    /// <summary>Projections that a file has.</summary>
    public static VeraProjections Given(Tensor a, Tensor b, int seed)
    {
        using var scope = NewDisposeScope();
        var own = OfSeed(seed, a.shape[0], a.shape[1], b.shape[0]);
        if (Same(own.a, a) && Same(own.b, b))
            return own;
        return new VeraProjections(a.detach().cpu().clone(), b.detach().cpu().clone(), seed, isSeeded: false);
    }

    /// <summary>The parts that a layer takes, as views of a copy that is kept.</summary>
    public (Tensor A, Tensor B) Of(long inFeatures, long outFeatures, ScalarType type, Device device)
    {
        if (copy is not var (keptType, keptDevice, _, _) || keptType != type || keptDevice.type != device.type || keptDevice.index != device.index)
        {
            using var scope = NewDisposeScope();
            using var untracked = no_grad();
            copy?.A.Dispose();
            copy?.B.Dispose();
            copy = (type, device, a.to(type, device, copy: true).DetachFromDisposeScope(), b.to(type, device, copy: true).DetachFromDisposeScope());
        }

        return (copy.Value.A.narrow(1, 0, inFeatures), copy.Value.B.narrow(0, 0, outFeatures));
    }

    private static Tensor Uniform(Generator generator, long rows, long columns)
    {
        // In the order of PyTorch's kaiming_uniform_, whose rounding counts.
        var bound = Math.Sqrt(3.0) * (Math.Sqrt(2.0) / Math.Sqrt(columns));
        return empty(rows, columns, dtype: ScalarType.Float32, device: CPU).uniform_(-bound, bound, generator);
    }

    private static bool Same(Tensor own, Tensor given) => own.eq(given.to(own.dtype, own.device)).all().item<bool>();
}
