using LoraDsl.Kernels;
using static TorchSharp.torch;

namespace LoraDsl.Gpu.Checks;

/// <summary>LoRS's masked weight.</summary>
internal static class MaskedMergeChecks
{
    public static readonly DeviceCheck[] All =
    [
        new("The masked merge in float32 is its formula", device => Formula(device, float32, 1e-4)),
        new("The masked merge in bfloat16 is its formula", device => Formula(device, bfloat16, 0.02)),
        new("The masked merge in float64 is its formula", device => Formula(device, float64, 1e-12)),
        new("Zeros stay zeros where the product is infinite", Zeros),
        new("The masked merge waits for the operators before it", Order),
    ];

    private static void Formula(Device device, ScalarType type, double tolerance)
    {
        using var generator = new Generator(3);
        foreach (var (rows, columns, rank) in new[] { (1, 2, 1), (33, 129, 16), (70, 300, 20), (64, 128, 64), (257, 1000, 3) })
        {
            var weight = Sparse(rows, columns, generator).to(type);
            var a = randn(rank, columns, generator: generator).to(type);
            var b = randn(rows, rank, generator: generator).to(type);
            var product = b.to(float64).mm(a.to(float64)) * 0.5;
            var expected = (weight.to(float64) + product) * weight.ne(0).to(float64);
            using var rented = MaskedMerge.Rent(weight.to(device), a.to(device), b.to(device), 0.5);
            Demand.Close(expected, rented.Weight, $"{rows}×{columns} at rank {rank} in {type}", tolerance);
            Demand.Close(rented.Weight, MaskedMerge.Merge(weight.to(device), a.to(device), b.to(device), 0.5), "a merge for good", 0);
        }
    }

    private static void Zeros(Device device)
    {
        var weight = zeros(40, 200, device: device);
        var merged = MaskedMerge.Merge(weight, full(2, 200, float.PositiveInfinity, device: device), ones(40, 2, device: device), 1);
        Demand.That(merged.count_nonzero().item<long>() == 0, "a zero was filled");
    }

    private static void Order(Device device)
    {
        var (weight, a, b) = (ones(512, 512, device: device), ones(4, 512, device: device), ones(512, 4, device: device));
        for (var turn = 0; turn < 50; turn++)
        {
            weight = MaskedMerge.Merge(weight * 2, a, b, 0.25) - weight;
        }

        // w ← 2w + 1 − w = w + 1.
        Demand.Close(full(512, 512, 51.0f), weight, "50 merges in a row", 0);
    }

    private static Tensor Sparse(long rows, long columns, Generator generator) =>
        randn(rows, columns, generator: generator).masked_fill(rand(rows, columns, generator: generator).lt(0.5), 0);
}
