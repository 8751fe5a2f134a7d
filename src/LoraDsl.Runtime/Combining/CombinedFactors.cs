using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Combining;

/// <summary>The factors that adapters of one layer combine to, with a scaling of 1. Temporaries belong to the caller's scope.</summary>
internal static class CombinedFactors
{
    /// <summary>A and B.</summary>
    /// <param name="path">The layer's path, for messages.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="members">The adapters with their weights.</param>
    /// <param name="options">The options.</param>
    /// <param name="tasks">Combines tensors.</param>
    /// <exception cref="InvalidOperationException">The adapters' ranks differ where the method combines factors.</exception>
    public static (Tensor A, Tensor B) Of(
        string path, AdaptedLayer layer, IReadOnlyList<(LowRankAdapter Adapter, double Weight)> members, CombinationOptions options, TaskVectors tasks)
    {
        var type = layer.Weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        var parts = members.Select(member => Part.Of(member.Adapter, member.Weight, type)).ToList();
        return options.Method switch
        {
            CombinationMethod.Cat => Concatenated(parts),
            CombinationMethod.Svd => OfConcatenated(parts, RankOf(options, layer, parts)),
            _ when options.TakesSingularValues => OfProducts(parts, RankOf(options, layer, parts), tasks),
            _ => OfFactors(path, parts, tasks, options),
        };
    }

    private static int RankOf(CombinationOptions options, AdaptedLayer layer, IReadOnlyList<Part> parts) =>
        Math.Min(options.Rank ?? parts.Max(part => part.Rank), layer.FullRank);

    private static (Tensor A, Tensor B) Concatenated(IReadOnlyList<Part> parts) =>
        (cat([.. parts.Select(part => part.A.mul(part.Weight))], 0), cat([.. parts.Select(part => part.B)], 1));

    // B·A = (Qb·Rb)·(Qa·Ra)ᵀ, whose singular values are those of the small Rb·Raᵀ: the product is never formed.
    private static (Tensor A, Tensor B) OfConcatenated(IReadOnlyList<Part> parts, int rank)
    {
        var (a, b) = Concatenated(parts);
        var (qb, rb) = linalg.qr(b);
        var (qa, ra) = linalg.qr(a.t());
        var (left, values, right) = linalg.svd(rb.mm(ra.t()), fullMatrices: false);
        var kept = Math.Min(rank, values.numel());
        return Padded(right.narrow(0, 0, kept).mm(qa.t()), qb.mm(left.narrow(1, 0, kept)).mul(values.narrow(0, 0, kept)), rank);
    }

    private static (Tensor A, Tensor B) OfProducts(IReadOnlyList<Part> parts, int rank, TaskVectors tasks)
    {
        var combined = tasks.Combine([.. parts.Select(part => part.B.mm(part.A).mul(part.Scaling))], [.. parts.Select(part => part.Share)]);
        var (left, values, right) = linalg.svd(combined, fullMatrices: false);
        return (right.narrow(0, 0, rank), left.narrow(1, 0, rank).mul(values.narrow(0, 0, rank)));
    }

    private static (Tensor A, Tensor B) OfFactors(string path, IReadOnlyList<Part> parts, TaskVectors tasks, CombinationOptions options)
    {
        if (parts.Select(part => part.Rank).Distinct().Count() > 1)
        {
            throw new InvalidOperationException(
                $"{options.Method} combines factors, but at '{path}' they have the ranks {string.Join(", ", parts.Select(part => part.Rank))}: take {CombinationMethod.Cat}, or a method with singular values.");
        }

        // The sign stands on one side only, or a product of two would lose it.
        double[] ofA = [.. parts.Select(part => Math.Sign(part.Weight) * Math.Sqrt(Math.Abs(part.Weight)))];
        double[] ofB = [.. ofA.Select(Math.Abs)];
        return (tasks.Combine([.. parts.Select(part => part.A)], ofA), tasks.Combine([.. parts.Select(part => part.B)], ofB));
    }

    private static (Tensor A, Tensor B) Padded(Tensor a, Tensor b, int rank)
    {
        var missing = rank - a.shape[0];
        return missing == 0
            ? (a, b)
            : (cat([a, zeros(missing, a.shape[1], dtype: a.dtype, device: a.device)], 0), cat([b, zeros(b.shape[0], missing, dtype: b.dtype, device: b.device)], 1));
    }

    /// <summary>An adapter's factors as matrices.</summary>
    /// <param name="A">A, (rank, in).</param>
    /// <param name="B">B, (out, rank).</param>
    /// <param name="Share">The weight that the user gave.</param>
    /// <param name="Scaling">The adapter's scaling.</param>
    private sealed record Part(Tensor A, Tensor B, double Share, double Scaling)
    {
        public int Rank => (int)A.shape[0];

        public double Weight => Share * Scaling;

        public static Part Of(LowRankAdapter adapter, double share, ScalarType type)
        {
            var (a, b) = adapter.CurrentFactors();
            var (alpha, rankStabilized) = adapter.EffectiveAlpha;
            return new Part(a.flatten(1).to(type), b.flatten(1).to(type), share, AdapterScaling.Of(alpha, adapter.EffectiveRank, rankStabilized));
        }
    }
}
