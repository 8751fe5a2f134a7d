using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>Four layers side by side that share 20 ranks and may vanish.</summary>
[Lora("adaptive", budget: 20, MinRank = 0)]
internal sealed partial class ParallelNet : Module<Tensor, Tensor>
{
    private readonly Linear first;
    private readonly Linear second;
    private readonly Linear third;
    private readonly Linear fourth;

    public ParallelNet(long inFeatures, long outFeatures)
        : base(nameof(ParallelNet))
    {
        first = Linear(inFeatures, outFeatures);
        second = Linear(inFeatures, outFeatures);
        third = Linear(inFeatures, outFeatures);
        fourth = Linear(inFeatures, outFeatures);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => cat([First.forward(x), Second.forward(x), Third.forward(x), Fourth.forward(x)], -1);
}

/// <summary>The same with AdaLoRA, from 12 ranks each to 20 in total.</summary>
[Lora("adaptive", budget: 20, MinRank = 0, Allocation = AllocationStrategy.AdaLora, InitialRank = 12)]
internal sealed partial class ParallelTriplets : Module<Tensor, Tensor>
{
    private readonly Linear first;
    private readonly Linear second;
    private readonly Linear third;
    private readonly Linear fourth;

    public ParallelTriplets(long inFeatures, long outFeatures)
        : base(nameof(ParallelTriplets))
    {
        first = Linear(inFeatures, outFeatures);
        second = Linear(inFeatures, outFeatures);
        third = Linear(inFeatures, outFeatures);
        fourth = Linear(inFeatures, outFeatures);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => cat([First.forward(x), Second.forward(x), Third.forward(x), Fourth.forward(x)], -1);
}
