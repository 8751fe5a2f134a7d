using LoraDsl.Adapters;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>A layer with dropout for each way to compute it, scaling 2, and one under AdaLoRA.</summary>
internal sealed partial class Dropping : Module<Tensor, Tensor>
{
    public const double Probability = 0.25;

    [Lora(3, Alpha = 6, Dropout = Probability)]
    private readonly Linear chosen;

    [Lora(3, Alpha = 6, Dropout = Probability, Plan = ExecutionPlan.Operators)]
    private readonly Linear operators;

    [Lora(3, Alpha = 6, Dropout = Probability, Plan = ExecutionPlan.Kernels)]
    private readonly Linear kernels;

    [Lora(3, Alpha = 6, Dropout = Probability, Plan = ExecutionPlan.Recompute)]
    private readonly Linear recompute;

    [Lora("adaptive", budget: 3, Allocation = AllocationStrategy.AdaLora, InitialRank = 3, Alpha = 6, Dropout = Probability)]
    private readonly Linear triplets;

    public Dropping(long inFeatures, long outFeatures)
        : base(nameof(Dropping))
    {
        chosen = Linear(inFeatures, outFeatures);
        operators = Linear(inFeatures, outFeatures);
        kernels = Linear(inFeatures, outFeatures);
        recompute = Linear(inFeatures, outFeatures);
        triplets = Linear(inFeatures, outFeatures);
        RegisterComponents();
        AttachLora();
    }

    /// <summary>The layers under LoRA with their adapters.</summary>
    public IReadOnlyList<(LayerAdapter Adapter, Linear Layer)> All =>
        [(Chosen, chosen), (Operators, operators), (Kernels, kernels), (Recompute, recompute)];

    public override Tensor forward(Tensor x) => Kernels.forward(x);
}
