using System.ComponentModel;
using LoraDsl.Kernels.Cpu;
using LoraDsl.Kernels.LowRank;
using static TorchSharp.torch;

namespace LoraDsl.Kernels;

/// <summary>
/// The low-rank part of an adapted linear layer, as generated code calls it: x (T, in), y and its gradient g (T, out), A (rank, in),
/// B (out, rank), scaling s. A and B may be of another floating type than x: nothing of x's size is cast.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class LowRankProducts
{
    /// <summary>y += h·Bᵀ in place, with h = s·x·Aᵀ.</summary>
    /// <param name="y">The frozen layer's output, contiguous, of x's type.</param>
    /// <param name="x">The input.</param>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="scaling">s.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="dropout">What is dropped of x, which has to be on the processor then.</param>
    /// <returns>h, which belongs to the caller's dispose scope: in float32 from the kernels, else in x's type.</returns>
    public static Tensor AddTo(Tensor y, Tensor x, Tensor a, Tensor b, double scaling, ExecutionPlan plan, InputDropout dropout = default)
    {
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return RunsKernels(plan, x, a, b, dropout) && y.is_contiguous()
            ? CpuLowRank.Forward(y, x, a, b, scaling, dropout)
            : LowRankOperators.Forward(y, x, a, b, scaling, dropout);
    }

    /// <summary>
    /// The gradients of A and B: dA = uᵀ·x and dB = gᵀ·h with u = s·g·B. Where gradients are enabled, as under <c>create_graph</c>, they have
    /// a history.
    /// </summary>
    /// <param name="g">The gradient of y.</param>
    /// <param name="x">The input.</param>
    /// <param name="h">What <see cref="AddTo"/> returned, or <see langword="null"/> for it to be computed again.</param>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="scaling">s.</param>
    /// <param name="dx">The frozen layer's gradient of x, contiguous, to which u·A is added in place; <see langword="null"/> when that is not wanted.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="dropout">What <see cref="AddTo"/> was given.</param>
    /// <returns>dA and dB in A's and B's type, which belong to the caller's dispose scope.</returns>
    public static (Tensor A, Tensor B) Gradients(
        Tensor g, Tensor x, Tensor? h, Tensor a, Tensor b, double scaling, Tensor? dx, ExecutionPlan plan, InputDropout dropout = default)
    {
        ArgumentNullException.ThrowIfNull(g);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        // What is saved of h is a constant to autograd: a second derivative has to go through A.
        if (is_grad_enabled())
            return LowRankOperators.Backward(g, x, null, a, b, scaling, dx, dropout);
        return RunsKernels(plan, x, a, b, dropout) && g.dtype == x.dtype && dx?.is_contiguous() is not false && (h is null || h.dtype == ScalarType.Float32)
            ? CpuLowRank.Backward(g, x, h, a, b, scaling, dx, dropout)
            : LowRankOperators.Backward(g, x, h, a, b, scaling, dx, dropout);
    }

    /// <summary>x·W̃ᵀ + bias with W̃ = W + s·B·A, which lives for this product only.</summary>
    /// <param name="x">The input.</param>
    /// <param name="weight">W, (out, in).</param>
    /// <param name="bias">The bias, (out), or <see langword="null"/>.</param>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="scaling">s.</param>
    /// <returns>The output, (T, out), which belongs to the caller's dispose scope. Where gradients are enabled, it has a history.</returns>
    public static Tensor MergedOutput(Tensor x, Tensor weight, Tensor? bias, Tensor a, Tensor b, double scaling)
    {
        using var merged = Merge(weight, a, b, scaling);
        return nn.functional.linear(x, merged.Weight, bias);
    }

    /// <summary>g·W̃ with W̃ = W + s·B·A: the whole gradient of x.</summary>
    /// <param name="g">The gradient of y.</param>
    /// <param name="weight">W, (out, in).</param>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="scaling">s.</param>
    /// <returns>The gradient, (T, in), which belongs to the caller's dispose scope. Where gradients are enabled, it has a history.</returns>
    public static Tensor MergedGradient(Tensor g, Tensor weight, Tensor a, Tensor b, double scaling)
    {
        ArgumentNullException.ThrowIfNull(g);
        using var merged = Merge(weight, a, b, scaling);
        return g.mm(merged.Weight);
    }

    /// <summary>
    /// W + s·B·A in W's type: product and sum in float32 (float64 for a float64 weight), rounded once. On the processor it is in a buffer that the
    /// passes of all layers take turns with.
    /// </summary>
    internal static MergedWeight Merge(Tensor weight, Tensor a, Tensor b, double scaling)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (is_grad_enabled() || !CpuMerge.Supports(weight))
            return new MergedWeight(Composed(weight, a, b, scaling), buffer: null);
        var rented = MergeBuffers.Rent(weight);
        CpuMerge.Into<WholeMerge>(rented.Weight, weight, a, b, scaling);
        return rented;
    }

    private static Tensor Composed(Tensor weight, Tensor a, Tensor b, double scaling)
    {
        using var scope = NewDisposeScope();
        var type = weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        return weight.to(type).addmm(b.to(type).mul(scaling), a.to(type)).to(weight.dtype).MoveToOuterDisposeScope();
    }

    private static bool RunsKernels(ExecutionPlan plan, Tensor x, Tensor a, Tensor b, InputDropout dropout) => plan switch
    {
        ExecutionPlan.Operators => false,
        ExecutionPlan.Kernels => CpuLowRank.Supports(x, a, b),
        _ => CpuLowRank.Supports(x, a, b) && (dropout.Drops || LoraPlans.PrefersKernels(x, a, b)),
    };
}
