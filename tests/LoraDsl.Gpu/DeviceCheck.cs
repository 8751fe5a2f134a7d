using static TorchSharp.torch;

namespace LoraDsl.Gpu;

/// <summary>Something that has to hold on every device, and that a GPU could break.</summary>
/// <param name="Name">What holds, as a sentence.</param>
/// <param name="Run">Throws where it does not hold.</param>
/// <param name="NeedsGpu">Whether it says nothing about the processor.</param>
internal sealed record DeviceCheck(string Name, Action<Device> Run, bool NeedsGpu = false)
{
    /// <summary>Every check.</summary>
    public static IReadOnlyList<DeviceCheck> All { get; } =
    [
        .. Checks.MoveChecks.All, .. Checks.RandomChecks.All, .. Checks.OperatorChecks.All, .. Checks.ErrorChecks.All, .. Checks.TrainingChecks.All,
        .. Checks.BackwardThreadChecks.All, .. Checks.MaskedMergeChecks.All,
    ];

    /// <summary>Runs it in a dispose scope.</summary>
    public CheckOutcome RunOn(Device device)
    {
        if (NeedsGpu && device.type == TorchSharp.DeviceType.CPU)
            return new CheckOutcome(Name, "skipped", "it is about GPUs");
        try
        {
            using var scope = NewDisposeScope();
            Run(device);
            return new CheckOutcome(Name, "passed", "");
        }
        catch (Exception failure)
        {
            return new CheckOutcome(Name, "failed", failure.Message);
        }
    }
}

/// <summary>What came out of a check.</summary>
/// <param name="Name">The check.</param>
/// <param name="Outcome"><c>passed</c>, <c>failed</c> or <c>skipped</c>.</param>
/// <param name="Detail">Why, where it did not pass.</param>
internal sealed record CheckOutcome(string Name, string Outcome, string Detail);
