using System.ComponentModel;
using LoraDsl.Kernels;
using static TorchSharp.torch;

namespace LoraDsl.Forward;

/// <summary>
/// AdaLoRA's P and Λ as LoRA's factor B. A pass is LoRA's with it: nothing more is saved than P and Λ, which are parameters, and autograd
/// carries the gradient of B on to both.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class TripletFactor
{
    /// <summary>B = s·P·Λ.</summary>
    /// <param name="p">P, (out, rank), (out, rank, 1) or (out, rank, 1, 1).</param>
    /// <param name="lambda">Λ's diagonal, (rank, 1).</param>
    /// <param name="scaling">s.</param>
    /// <returns>B of P's shape, which belongs to the caller's dispose scope.</returns>
    public static Tensor Of(Tensor p, Tensor lambda, double scaling = 1)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(lambda);
        using var scope = NewDisposeScope();
        var row = p.Dimensions switch
        {
            4 => lambda.view(1, -1, 1, 1),
            3 => lambda.view(1, -1, 1),
            _ => lambda.t(),
        };
        return p.mul(scaling == 1 ? row : row.Times(scaling)).MoveToOuterDisposeScope();
    }
}
