using System.ComponentModel;
using LoraDsl.Kernels.LowRank;
using static TorchSharp.torch;

namespace LoraDsl.Kernels;

/// <summary>
/// The low-rank parts of adapted linear layers that read one input, as generated code calls it: x (T, in), yᵢ and its gradient gᵢ (T, outᵢ),
/// Aᵢ (rankᵢ, in), Bᵢ (outᵢ, rankᵢ), scalings sᵢ. The factors may be of another floating type than x: nothing of x's size is cast.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class GroupProducts
{
    /// <summary>yᵢ += hᵢ·Bᵢᵀ in place, with hᵢ = sᵢ·x·Aᵢᵀ.</summary>
    /// <param name="outputs">The frozen layers' outputs, of x's type.</param>
    /// <param name="x">The input.</param>
    /// <param name="members">The layers.</param>
    /// <returns>The hᵢ side by side, (T, Σ rankᵢ), which belong to the caller's dispose scope: in float32 from the kernels, else in x's type.</returns>
    public static Tensor AddTo(IReadOnlyList<Tensor> outputs, Tensor x, IReadOnlyList<GroupMember> members)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(members);
        return CpuGroup.Supports(x, members) && outputs.All(static y => y.is_contiguous()) && PrefersKernels(x, members)
            ? CpuGroup.Forward(outputs, x, members)
            : GroupOperators.Forward(outputs, x, members);
    }

    /// <summary>
    /// The gradients of every Aᵢ and Bᵢ: uᵢᵀ·x and gᵢᵀ·hᵢ with uᵢ = sᵢ·gᵢ·Bᵢ. Where gradients are enabled, as under <c>create_graph</c>, they have
    /// a history.
    /// </summary>
    /// <param name="gradients">The gradients of the outputs.</param>
    /// <param name="x">The input.</param>
    /// <param name="h">What <see cref="AddTo"/> returned.</param>
    /// <param name="members">The layers.</param>
    /// <param name="dx">The frozen layers' gradient of x, contiguous, to which Σ uᵢ·Aᵢ is added in place; <see langword="null"/> when that is not wanted.</param>
    /// <returns>The gradients in the type of their factor, which belong to the caller's dispose scope.</returns>
    public static (IReadOnlyList<Tensor> A, IReadOnlyList<Tensor> B) Gradients(
        IReadOnlyList<Tensor> gradients, Tensor x, Tensor h, IReadOnlyList<GroupMember> members, Tensor? dx)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(h);
        ArgumentNullException.ThrowIfNull(members);

        // What is saved of h is a constant to autograd: a second derivative has to go through A.
        if (is_grad_enabled())
            return GroupOperators.Backward(gradients, x, GroupOperators.Reduce(x, members), members, dx);
        return h.dtype == ScalarType.Float32 && CpuGroup.Supports(x, members) && dx?.is_contiguous() is not false
            && gradients.All(gradient => gradient.dtype == x.dtype) && PrefersKernels(x, members)
            ? CpuGroup.Backward(gradients, x, h, members, dx)
            : GroupOperators.Backward(gradients, x, h, members, dx);
    }

    // The members are alike enough that what suits one suits all.
    private static bool PrefersKernels(Tensor x, IReadOnlyList<GroupMember> members)
    {
        var member = members.First(static member => member.A.shape[0] > 0);
        return LoraPlans.ChooseProducts(x, member.A, member.B, default, backward: true) switch
        {
            ExecutionPlan.Operators => false,
            ExecutionPlan.Kernels => true,
            _ => LoraPlans.PrefersKernels(x, member.A, member.B),
        };
    }
}
