using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>Norms of ∂L/∂W = gᵀ·x from a linear layer's input x and output gradient g, never holding the whole out×in matrix.</summary>
internal static class OuterProductNorm
{
    /// <summary>Values of a block of the gradient that is formed at a time: 16 MiB in float32.</summary>
    private const long BlockSize = 4 * 1024 * 1024;

    /// <summary>The norm.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="runs">x of shape (…, in) and g of shape (…, out) of each run of the layer.</param>
    /// <param name="norm">Which norm.</param>
    public static double Of(AdaptedLayer layer, IReadOnlyList<(Tensor Input, Tensor Gradient)> runs, MatrixNorm norm)
    {
        using var scope = NewDisposeScope();
        var inputs = cat([.. runs.Select(run => WeightGradient.Rows(run.Input, layer.InFeatures))]);
        var gradients = cat([.. runs.Select(run => WeightGradient.Rows(run.Gradient, layer.OutFeatures))]);
        return Of(inputs, gradients, norm);
    }

    private static double Of(Tensor input, Tensor outputGradient, MatrixNorm norm)
    {
        var (rows, inFeatures, outFeatures) = (input.shape[0], input.shape[1], outputGradient.shape[1]);
        if (norm == MatrixNorm.L2 && rows < Math.Min(inFeatures, outFeatures))
            return Math.Sqrt(SquareFromGramMatrices(input, outputGradient));

        var total = 0.0;
        var blockRows = Math.Max(1, BlockSize / inFeatures);
        for (var first = 0L; first < outFeatures; first += blockRows)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(blockRows, outFeatures - first);
            var block = outputGradient.narrow(1, first, count).t().mm(input);
            var entries = norm == MatrixNorm.L2 ? block.mul_(block) : block.abs_();
            total += entries.sum(ScalarType.Float64).item<double>();
        }

        return norm == MatrixNorm.L2 ? Math.Sqrt(total) : total;
    }

    /// <summary>‖gᵀx‖² = Σ_{t,t'} (x_t·x_t')(g_t·g_t'): cheaper than the gradient when there are few rows.</summary>
    private static double SquareFromGramMatrices(Tensor input, Tensor outputGradient)
    {
        using var scope = NewDisposeScope();
        var inputs = input.mm(input.t());
        var gradients = outputGradient.mm(outputGradient.t());
        // Rounding may leave a sum that is zero in exact arithmetic a little below it.
        return Math.Max(0, inputs.mul_(gradients).sum(ScalarType.Float64).item<double>());
    }
}
