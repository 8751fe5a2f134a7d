using static TorchSharp.torch;

namespace LoraDsl.Gpu.Checks;

/// <summary>What is particular about libtorch's own threads, which run the backward pass of a GPU outside every dispose scope.</summary>
internal static class BackwardThreadChecks
{
    private const int Steps = 8;

    public static readonly DeviceCheck[] All =
    [
        new("Training steps leave no tensor behind, though another thread runs backward", NothingStays),
    ];

    private static void NothingStays(Device device)
    {
        using var model = new AdaptedModel(device);
        using var input = randn(9, 12, device: device);
        Step();
        var before = Tensor.TotalCount;
        for (var step = 0; step < Steps; step++)
            Step();
        var stayed = Tensor.TotalCount - before;
        Demand.That(stayed <= 0, $"{stayed} tensors of {Steps} steps still live");

        void Step()
        {
            using var scope = NewDisposeScope();
            model.zero_grad();
            model.forward(input).square().sum().backward();
        }
    }
}
