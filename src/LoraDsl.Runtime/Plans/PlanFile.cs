using System.Text.Json.Serialization;

namespace LoraDsl.Plans;

/// <summary>Measured costs as they are kept.</summary>
/// <param name="Key">The machine and the versions.</param>
/// <param name="Costs">What was measured.</param>
internal sealed record PlanFile(string Key, PlanCosts Costs)
{
    /// <summary>Whether every cost is a number that a time can be.</summary>
    [JsonIgnore]
    public bool IsSound => new[] { Costs.Float32, Costs.BFloat16 }
        .SelectMany(type => new[] { type.OperatorsForward, type.OperatorsBackward, type.KernelsForward, type.KernelsBackward, type.Merge })
        .SelectMany(costs => new[] { costs.Call, costs.Product, costs.Value, costs.Factor })
        .All(cost => double.IsFinite(cost) && cost >= 0);
}
