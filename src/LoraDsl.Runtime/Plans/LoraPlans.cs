using System.ComponentModel;
using LoraDsl.Adapters;
using LoraDsl.Kernels;
using LoraDsl.Kernels.LowRank;
using LoraDsl.Plans;
using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>
/// Which <see cref="ExecutionPlan"/> adapted Linear layers run by, where their attribute leaves it open: predicted from the sizes by a cost
/// model whose coefficients are built in, or measured on this machine by <see cref="Calibrate()"/>. A prediction is some additions and
/// multiplications, so each pass makes its own.
/// </summary>
public static class LoraPlans
{
    private static PlanCosts? costs;
    private static int threads;

    /// <summary>
    /// The plan of every adapted Linear layer of the process whose attribute names none. Default <see cref="ExecutionPlan.Auto"/>. Where a layer
    /// drops inputs in training, <see cref="ExecutionPlan.Merged"/> is no possible plan and means <see cref="ExecutionPlan.Auto"/>.
    /// Passes that are under way keep theirs.
    /// </summary>
    public static ExecutionPlan Default { get; set; }

    /// <summary>
    /// Threads that the kernels of one pass use, the calling one included, at least 1. Unless set, as many as libtorch's operators:
    /// <c>torch.get_num_threads()</c>. Where libtorch counts fewer than its BLAS uses, as Debian's may, the processor's cores are a better number.
    /// Results depend on the number by rounding, and on nothing else: the same number gives the same bits. What <see cref="Calibrate()"/> kept for
    /// another number is not used; to be set before the first pass.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static int Threads
    {
        get => Volatile.Read(ref threads) is var set and not 0 ? set : get_num_threads();
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref threads, value);
            Volatile.Write(ref costs, null);
        }
    }

    // Of several threads that come first, each may read the file: what they read is the same.
    private static PlanCosts Costs
    {
        get
        {
            if (Volatile.Read(ref costs) is { } known)
                return known;
            var stored = PlanCache.TryRead(PlanCache.Folder) ?? PlanCosts.BuiltIn;
            Volatile.Write(ref costs, stored);
            return stored;
        }
    }

    /// <summary>
    /// Measures the plans on this machine, which takes about a second, uses the result from now on, and keeps it in the user's cache folder for
    /// later processes with the same processor, thread count and versions. A cache that cannot be written is no error.
    /// </summary>
    public static void Calibrate() => Calibrate(PlanCache.Folder);

    /// <summary>What each plan is predicted to cost a layer beyond its frozen part, and which one it runs by.</summary>
    /// <param name="adapter">An adapted Linear layer.</param>
    /// <param name="tokens">T, the rows of the input: the product of all its dimensions but the last.</param>
    /// <param name="backward">Whether a backward pass follows, or the layer only answers.</param>
    /// <returns>The prediction, for a layer whose attribute names no plan.</returns>
    /// <exception cref="ArgumentException">The layer is no Linear layer, or the adapter has no rank.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no tokens.</exception>
    public static PlanExplanation Explain(LayerAdapter adapter, long tokens, bool backward = true)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        if (adapter.Layer is not LinearLayer)
            throw new ArgumentException($"The layer '{adapter.Name}' is no Linear layer: only those have plans.", nameof(adapter));
        if (adapter.EffectiveRank < 1)
            throw new ArgumentException($"The adapter '{adapter.Name}' has rank 0 and costs nothing: allocate ranks first.", nameof(adapter));
        var weight = adapter.Layer.Weight;
        return PlanExplanation.Of(
            Costs, new PassSizes(tokens, adapter.InFeatures, adapter.OutFeatures, adapter.EffectiveRank, weight.dtype, weight.device_type, backward), Default);
    }

    /// <summary>The plan of a pass; for generated code.</summary>
    /// <param name="x">The input, (T, in).</param>
    /// <param name="a">A, (rank, in).</param>
    /// <param name="b">B, (out, rank).</param>
    /// <param name="backward">Whether a backward pass follows.</param>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static ExecutionPlan Choose(Tensor x, Tensor a, Tensor b, bool backward)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Default != ExecutionPlan.Auto ? Default
            : HasChoice(x) ? Costs.Choose(PassSizes.Of(x, a, b, backward || RepeatedPass.IsRunning))
            : ExecutionPlan.Operators;
    }

    /// <summary>
    /// The plan of a pass of a layer with dropout, which cannot use a merged weight: the adapter's input is not the layer's. Where anything is
    /// dropped, it is the kernels wherever they can run: operators have to form the mask and a copy of x. For generated code.
    /// </summary>
    /// <param name="x">The input, (T, in).</param>
    /// <param name="a">A, (rank, in).</param>
    /// <param name="b">B, (out, rank).</param>
    /// <param name="dropout">What is dropped of x.</param>
    /// <param name="backward">Whether a backward pass follows.</param>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static ExecutionPlan ChooseProducts(Tensor x, Tensor a, Tensor b, InputDropout dropout, bool backward)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Default is not (ExecutionPlan.Auto or ExecutionPlan.Merged) ? Default
            : dropout.Drops ? (CpuLowRank.Supports(x, a, b) ? ExecutionPlan.Kernels : ExecutionPlan.Operators)
            : HasChoice(x) ? Costs.ChooseProducts(PassSizes.Of(x, a, b, backward || RepeatedPass.IsRunning))
            : ExecutionPlan.Operators;
    }

    /// <summary>Whether kernels are predicted to be faster than operators for a pass and its backward pass.</summary>
    internal static bool PrefersKernels(Tensor x, Tensor a, Tensor b) =>
        Costs.ChooseProducts(PassSizes.Of(x, a, b, backward: true)) == ExecutionPlan.Kernels;

    // A GPU has one plan, and is not to wait for predictions.
    private static bool HasChoice(Tensor x) => x.device_type == TorchSharp.DeviceType.CPU;

    /// <summary>Forgets a number of <see cref="Threads"/>.</summary>
    internal static void UseThreadsOfLibtorch()
    {
        Volatile.Write(ref threads, 0);
        Volatile.Write(ref costs, null);
    }

    /// <summary>Calibrates and writes the cache into a folder.</summary>
    internal static void Calibrate(string? folder)
    {
        var measured = PlanCalibration.Run();
        Volatile.Write(ref costs, measured);
        PlanCache.TryWrite(folder, measured);
    }
}
