using static TorchSharp.torch;

namespace LoraDsl.Kernels.LowRank;

/// <summary>
/// The low-rank products of a group by libtorch's operators: on every device, of every type, with gradients. Products with x and with its
/// gradient are formed for all layers at once.
/// </summary>
internal static class GroupOperators
{
    /// <summary>yᵢ += hᵢ·Bᵢᵀ in place, and the hᵢ side by side, which belong to the caller's dispose scope.</summary>
    public static Tensor Forward(IReadOnlyList<Tensor> outputs, Tensor x, IReadOnlyList<GroupMember> members)
    {
        using var scope = NewDisposeScope();
        var h = Reduce(x, members);
        foreach (var (index, part) in Parts(members))
        {
            if (part.Rank > 0)
                outputs[index].addmm_(h.narrow(1, part.First, part.Rank), As(members[index].B, x).t());
        }

        return h.MoveToOuterDisposeScope();
    }

    /// <summary>The hᵢ = sᵢ·x·Aᵢᵀ side by side, which belong to the caller's dispose scope.</summary>
    public static Tensor Reduce(Tensor x, IReadOnlyList<GroupMember> members)
    {
        using var scope = NewDisposeScope();
        return Scaled(x.mm(JoinedA(x, members).t()), members).MoveToOuterDisposeScope();
    }

    /// <summary>The gradients of every Aᵢ and Bᵢ, which belong to the caller's dispose scope; Σ uᵢ·Aᵢ is added to <paramref name="dx"/>.</summary>
    public static (IReadOnlyList<Tensor> A, IReadOnlyList<Tensor> B) Backward(
        IReadOnlyList<Tensor> gradients, Tensor x, Tensor h, IReadOnlyList<GroupMember> members, Tensor? dx)
    {
        using var scope = NewDisposeScope();
        var reduced = As(h, x);
        var u = Scaled(cat([.. members.Select((member, index) => gradients[index].mm(As(member.B, x)))], 1), members);
        dx?.addmm_(u, JoinedA(x, members));
        var joined = u.t().mm(x);
        var (dA, dB) = (new Tensor[members.Count], new Tensor[members.Count]);
        foreach (var (index, part) in Parts(members))
        {
            dA[index] = As(joined.narrow(0, part.First, part.Rank), members[index].A).MoveToOuterDisposeScope();
            dB[index] = As(gradients[index].t().mm(reduced.narrow(1, part.First, part.Rank)), members[index].B).MoveToOuterDisposeScope();
        }

        return (dA, dB);
    }

    /// <summary>Where the ranks of each layer are among those of all.</summary>
    public static IEnumerable<(int Index, (int First, int Rank) Part)> Parts(IReadOnlyList<GroupMember> members)
    {
        var first = 0;
        for (var index = 0; index < members.Count; index++)
        {
            var rank = (int)members[index].A.shape[0];
            yield return (index, (first, rank));
            first += rank;
        }
    }

    private static Tensor JoinedA(Tensor x, IReadOnlyList<GroupMember> members) => cat([.. members.Select(member => As(member.A, x))], 0);

    // One product where the scalings agree; in place where nothing is recorded, since the values are nobody else's.
    private static Tensor Scaled(Tensor values, IReadOnlyList<GroupMember> members)
    {
        var scaling = members[0].Scaling;
        if (members.All(member => member.Scaling == scaling))
            return scaling == 1 ? values : is_grad_enabled() ? values.mul(scaling) : values.mul_(scaling);
        return cat([.. Parts(members).Select(at => values.narrow(1, at.Part.First, at.Part.Rank).mul(members[at.Index].Scaling))], 1);
    }

    private static Tensor As(Tensor values, Tensor like) => values.dtype == like.dtype ? values : values.to(like.dtype);
}
