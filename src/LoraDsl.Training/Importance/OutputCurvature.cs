using LoraDsl.Differentiation;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>∂²L/∂y² of every value y of recorded outputs: the mean of v ⊙ H·v over Rademacher probes v.</summary>
/// <param name="gradients">The recorded runs with their differentiable gradients.</param>
/// <param name="probes">How many probes.</param>
/// <param name="generator">Draws them.</param>
internal sealed class OutputCurvature(IReadOnlyList<(RecordedPass Pass, Tensor Gradient)> gradients, int probes, Generator generator)
{
    /// <summary>For each run the second derivatives, of its output's shape; the caller's scope owns them.</summary>
    public Tensor[] Diagonals()
    {
        Tensor[] outputs = [.. gradients.Select(entry => entry.Pass.Output)];
        Tensor[] sums = [.. outputs.Select(output => zeros_like(output, requires_grad: false))];
        for (var probe = 0; probe < probes; probe++)
        {
            using var scope = NewDisposeScope();
            Tensor[] signs = [.. outputs.Select(Signs)];
            Tensor[] slopes = [.. gradients.Select((entry, index) => entry.Gradient.mul(signs[index]).sum())];
            // Where the loss is linear there is nothing to differentiate again.
            if (!slopes.Any(slope => slope.requires_grad))
                break;
            var products = GuardedGradient.OfScalar(stack(slopes).sum(), outputs, retain: true);
            foreach (var (index, product) in products.Index())
            {
                if (product is not null)
                    sums[index].add_(product.mul(signs[index]), alpha: 1.0 / probes);
            }
        }

        return sums;
    }

    private Tensor Signs(Tensor output) =>
        randint(0, 2, output.shape, dtype: output.dtype, generator: generator).to(output.device).mul(2).sub(1);
}
