using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// R = mean over the adapters of ‖PᵀP − I‖_F + ‖QQᵀ − I‖_F, which keeps the directions of the triplets apart. Once the ranks are final it
/// is about those that are left.
/// </summary>
internal static class Orthogonality
{
    /// <summary>R, with its derivatives.</summary>
    public static Tensor Of(IReadOnlyList<AdaLoraAdapter> adapters)
    {
        using var scope = NewDisposeScope();
        var first = adapters[0].A;
        var sum = zeros([], dtype: Wide(first.dtype), device: first.device);
        foreach (var adapter in adapters)
        {
            foreach (var (factor, dimension) in Directions(adapter))
            {
                if (Selected(factor, dimension, adapter) is { } rows)
                    sum = sum.add(Deviation(rows).norm().to(sum.device));
            }
        }

        return sum.div(adapters.Count).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Adds the gradient of weight·R to what backward gathered. With M = V·Vᵀ − I for the directions V, a row each, it is
    /// 2·M·V/‖M‖_F, and 0 where V is orthonormal.
    /// </summary>
    public static void AddGradient(IReadOnlyList<AdaLoraAdapter> adapters, double weight)
    {
        using var noGradient = no_grad();
        foreach (var adapter in adapters)
        {
            foreach (var (factor, dimension) in Directions(adapter))
            {
                using var scope = NewDisposeScope();
                if (!factor.requires_grad || Selected(factor, dimension, adapter) is not { } rows)
                    continue;
                var deviation = Deviation(rows);
                var norm = deviation.norm().clamp_min(1e-30);
                var gradient = deviation.div_(norm).mm(rows).mul_(2 * weight / adapters.Count);
                Add(factor, dimension, adapter, gradient);
            }
        }
    }

    private static (Parameter Factor, int Dimension)[] Directions(AdaLoraAdapter adapter) => [(adapter.B, 1), (adapter.A, 0)];

    // The directions as rows, in float32 at least; none where there is none left.
    private static Tensor? Selected(Tensor factor, int dimension, AdaLoraAdapter adapter)
    {
        var rows = dimension == 0 ? factor.flatten(1) : factor.flatten(1).t();
        if (IsPartial(adapter))
            rows = rows.index_select(0, adapter.LiveIndices());
        return rows.shape[0] == 0 ? null : rows.to(Wide(factor.dtype));
    }

    private static Tensor Deviation(Tensor rows) => rows.mm(rows.t()).sub(eye(rows.shape[0], dtype: rows.dtype, device: rows.device));

    private static void Add(Parameter factor, int dimension, AdaLoraAdapter adapter, Tensor gradient)
    {
        var type = factor.dtype;
        var added = gradient.to(type);
        if (IsPartial(adapter))
        {
            added = zeros(adapter.StoredRank, gradient.shape[1], dtype: type, device: factor.device)
                .index_copy_(0, adapter.LiveIndices(), added);
        }

        added = (dimension == 0 ? added : added.t()).reshape(factor.shape);
        if (factor.grad is { } existing)
            existing.add_(added);
        else
            factor.grad = added.contiguous().clone();
    }

    private static bool IsPartial(AdaLoraAdapter adapter) => adapter.IsFinal && adapter.Rank < adapter.StoredRank;

    private static ScalarType Wide(ScalarType type) => type == ScalarType.Float64 ? type : ScalarType.Float32;
}
