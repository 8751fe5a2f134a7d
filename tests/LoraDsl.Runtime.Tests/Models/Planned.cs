using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>A layer for each plan, all with the scaling 2.</summary>
internal sealed partial class Planned : Module<Tensor, Tensor>
{
    [Lora(3, Alpha = 6)]
    private readonly Linear chosen;

    [Lora(3, Alpha = 6, Plan = ExecutionPlan.Operators)]
    private readonly Linear operators;

    [Lora(3, Alpha = 6, Plan = ExecutionPlan.Kernels)]
    private readonly Linear kernels;

    [Lora(3, Alpha = 6, Plan = ExecutionPlan.Recompute)]
    private readonly Linear recompute;

    [Lora(3, Alpha = 6, Plan = ExecutionPlan.Merged)]
    private readonly Linear merged;

    public Planned(long inFeatures, long outFeatures)
        : base(nameof(Planned))
    {
        chosen = Linear(inFeatures, outFeatures);
        operators = Linear(inFeatures, outFeatures);
        kernels = Linear(inFeatures, outFeatures);
        recompute = Linear(inFeatures, outFeatures);
        merged = Linear(inFeatures, outFeatures);
        RegisterComponents();
        AttachLora();
    }

    public IReadOnlyList<(LoraDsl.Adapters.LayerAdapter Adapter, Linear Layer)> All =>
        [(Chosen, chosen), (Operators, operators), (Kernels, kernels), (Recompute, recompute), (Merged, merged)];

    public override Tensor forward(Tensor x) => All.Select(pair => pair.Adapter.forward(x)).Aggregate((left, right) => left + right);
}
