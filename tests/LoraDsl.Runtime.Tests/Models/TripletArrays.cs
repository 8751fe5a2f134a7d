using LoraDsl.Methods;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>AdaLoRA's statistics, scores and masks of a model by plain loops over doubles: nothing of the product takes part.</summary>
internal sealed class TripletArrays
{
    private readonly int initial;
    private readonly double[][] mean;
    private readonly double[][] uncertainty;
    private readonly (int Rank, int In, int Out)[] sizes;

    public TripletArrays(IReadOnlyList<AdaLoraAdapter> adapters)
    {
        sizes = [.. adapters.Select(adapter => ((int)Reference.FactorA(adapter).shape[0], (int)adapter.InFeatures, (int)adapter.OutFeatures))];
        initial = sizes.Sum(size => size.Rank);
        mean = [.. sizes.SelectMany(size => new[] { size.Rank * size.In, size.Out * size.Rank, size.Rank }).Select(count => new double[count])];
        uncertainty = [.. mean.Select(values => new double[values.Length])];
    }

    /// <summary>Q, P and Λ of the adapters.</summary>
    public static Tensor[] Factors(IReadOnlyList<AdaLoraAdapter> adapters) =>
        [.. adapters.SelectMany(adapter => new[] { Reference.FactorA(adapter), Reference.FactorB(adapter), adapter.get_parameter("lora_E")! })];

    /// <summary>mean of ‖PᵀP − I‖_F + ‖QQᵀ − I‖_F.</summary>
    public static Tensor Penalty(IReadOnlyList<AdaLoraAdapter> adapters)
    {
        var sum = zeros([], dtype: ScalarType.Float64);
        foreach (var adapter in adapters)
        {
            var (q, p) = (Reference.FactorA(adapter), Reference.FactorB(adapter));
            var identity = eye(q.shape[0], dtype: q.dtype);
            sum = sum + (p.t().mm(p) - identity).pow(2).sum().sqrt() + (q.mm(q.t()) - identity).pow(2).sum().sqrt();
        }

        return sum / adapters.Count;
    }

    /// <summary>Takes in values and gradients from before a step, of each factor.</summary>
    public void Update(double[][] values, double[][] gradients, double beta1, double beta2)
    {
        for (var factor = 0; factor < mean.Length; factor++)
        {
            for (var at = 0; at < mean[factor].Length; at++)
            {
                var sensitivity = Math.Abs(values[factor][at] * gradients[factor][at]);
                mean[factor][at] = (beta1 * mean[factor][at]) + ((1 - beta1) * sensitivity);
                uncertainty[factor][at] =
                    (beta2 * uncertainty[factor][at]) + ((1 - beta2) * Math.Abs(sensitivity - mean[factor][at]));
            }
        }
    }

    /// <summary>Scores of the triplets of each adapter.</summary>
    public double[][] Scores()
    {
        var scores = new double[sizes.Length][];
        for (var adapter = 0; adapter < sizes.Length; adapter++)
        {
            var (rank, columns, rows) = sizes[adapter];
            double Score(int factor, int at) => mean[(3 * adapter) + factor][at] * uncertainty[(3 * adapter) + factor][at];
            scores[adapter] = new double[rank];
            for (var triplet = 0; triplet < rank; triplet++)
            {
                var (ofQ, ofP) = (0.0, 0.0);
                for (var column = 0; column < columns; column++)
                    ofQ += Score(0, (triplet * columns) + column) / columns;
                for (var row = 0; row < rows; row++)
                    ofP += Score(1, (row * rank) + triplet) / rows;
                scores[adapter][triplet] = Score(2, triplet) + ofP + ofQ;
            }
        }

        return scores;
    }

    /// <summary>b(t).</summary>
    public int Budget(int step, int target, int total, int warmup, int final)
    {
        if (step < warmup)
            return initial;
        if (step >= total - final)
            return target;
        return (int)(target + ((initial - target) * Math.Pow(1 - ((step - warmup) / (double)(total - warmup - final)), 3)));
    }

    /// <summary>Which triplets stay when each adapter keeps its best one.</summary>
    public bool[][] Mask(int budget)
    {
        var scores = Scores();
        bool[][] kept = [.. scores.Select(own => new bool[own.Length])];
        for (var adapter = 0; adapter < scores.Length; adapter++)
            kept[adapter][Array.IndexOf(scores[adapter], scores[adapter].Max())] = true;
        for (var taken = scores.Length; taken < budget; taken++)
        {
            var (best, of, at) = (double.NegativeInfinity, 0, 0);
            for (var adapter = 0; adapter < scores.Length; adapter++)
            {
                for (var triplet = 0; triplet < scores[adapter].Length; triplet++)
                {
                    if (!kept[adapter][triplet] && scores[adapter][triplet] > best)
                        (best, of, at) = (scores[adapter][triplet], adapter, triplet);
                }
            }

            kept[of][at] = true;
        }

        return kept;
    }
}
