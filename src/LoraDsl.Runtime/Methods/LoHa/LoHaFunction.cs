using LoraDsl.Differentiation;
using LoraDsl.Kernels;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// A linear layer with W + s·(w1_a·w1_b) ⊙ (w2_a·w2_b). Autograd's own backward would keep both products and the sum of every layer until then, each of
/// the weight's size; here they are formed again, and nothing is kept but the input and the factors.
/// </summary>
internal sealed class LoHaFunction : GuardedFunction<LoHaFunction>
{
    /// <summary>The layer's output, which belongs to the caller's dispose scope.</summary>
    /// <param name="x">The input, (T, in).</param>
    /// <param name="weight">W.</param>
    /// <param name="bias">The bias, or <see langword="null"/>.</param>
    /// <param name="factors">w1_a, w1_b, w2_a and w2_b, of the weight's type.</param>
    /// <param name="scaling">s.</param>
    /// <param name="rows">What multiplies the rows of ΔW, (out), or <see langword="null"/>.</param>
    public static Tensor Run(Tensor x, Tensor weight, Tensor? bias, Tensor[] factors, double scaling, Tensor? rows)
    {
        using var scope = NewDisposeScope();
        Tensor y;
        using (no_grad())
        {
            var change = factors[0].mm(factors[1]).mul_(factors[2].mm(factors[3]));
            y = nn.functional.linear(x, Scaled(change, scaling, rows).add_(weight), bias);
        }

        Tensor?[] inputs = [x, weight, bias, .. factors];
        var isRecorded = is_grad_enabled() && Array.Exists(inputs, static input => input is { requires_grad: true });
        Tensor[] saved = rows is null ? [x, weight, .. factors] : [x, weight, .. factors, rows];
        return (isRecorded ? Attach([y], inputs, saved, scaling)[0] : y).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor?> Gradients(FunctionPass pass, IReadOnlyList<Tensor?> outputGradients)
    {
        var (g, saved, wanted) = (outputGradients[0]!, pass.Saved, pass.Wanted);
        var (x, weight, rows) = (saved[0], saved[1], saved.Count > 6 ? saved[6] : null);
        var scaling = (double)pass.State!;
        var (first, second) = (saved[2].mm(saved[3]), saved[4].mm(saved[5]));
        var dx = wanted[0] ? g.mm(weight.add(Scaled(first.mul(second), scaling, rows))) : null;
        var dWeight = g.t().mm(x);
        var dChange = Scaled(dWeight, scaling, rows);
        var (dFirst, dSecond) = (dChange.mul(second), dChange.mul(first));
        return
        [
            dx, wanted[1] ? dWeight : null, wanted[2] ? g.sum(0) : null,
            dFirst.mm(saved[3].t()), saved[2].t().mm(dFirst), dSecond.mm(saved[5].t()), saved[4].t().mm(dSecond),
        ];
    }

    private static Tensor Scaled(Tensor change, double scaling, Tensor? rows)
    {
        var scaled = change.Times(scaling);
        return rows is null ? scaled : scaled.mul(rows.unsqueeze(1));
    }
}
