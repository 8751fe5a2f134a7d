using LoraDsl.Gpu.StandInOnly;

namespace LoraDsl.Gpu;

internal sealed partial record DeviceCheck
{
    static partial void AddOfTheStandIn(List<DeviceCheck> checks) => checks.AddRange(BackwardThreadChecks.All);
}
