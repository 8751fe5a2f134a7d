using LoraDsl.Methods;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>One linear layer under AdaLoRA, scaling 2, with a budget of its own.</summary>
internal sealed partial class OneTripletLayer : Module<Tensor, Tensor>
{
    [Lora("adaptive", budget: 3, Allocation = AllocationStrategy.AdaLora, InitialRank = 5, Alpha = 10)]
    private readonly Linear layer;

    public OneTripletLayer(long inFeatures, long outFeatures, bool bias = true)
        : base(nameof(OneTripletLayer))
    {
        layer = Linear(inFeatures, outFeatures, bias);
        RegisterComponents();
        AttachLora();
    }

    public Linear Base => layer;

    public override Tensor forward(Tensor x) => Layer.forward(x);
}

/// <summary>Two layers whose AdaLoRA draws on the holder's budget.</summary>
[Lora("adaptive", Allocation = AllocationStrategy.AdaLora, InitialRank = 4)]
internal sealed partial class TripletBlock : Module<Tensor, Tensor>
{
    private readonly Linear up;
    private readonly Linear down;

    public TripletBlock(long width, long hidden)
        : base(nameof(TripletBlock))
    {
        up = Linear(width, hidden);
        down = Linear(hidden, width);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Down.forward(functional.gelu(Up.forward(x)));
}

/// <summary>Three layers that start with 12 triplets and end with 6.</summary>
[Lora("adaptive", budget: 6, Allocation = AllocationStrategy.AdaLora, InitialRank = 4)]
internal sealed partial class TripletNet : Module<Tensor, Tensor>
{
    private readonly TripletBlock block;
    private readonly Linear head;

    public TripletNet(long width = 6, long hidden = 10, long classes = 5)
        : base(nameof(TripletNet))
    {
        block = new TripletBlock(width, hidden);
        head = Linear(width, classes);
        RegisterComponents();
        AttachLora();
    }

    public IReadOnlyList<AdaLoraAdapter> Triplets => [.. Lora.Named().Select(entry => (AdaLoraAdapter)entry.Adapter)];

    public override Tensor forward(Tensor x) => Head.forward(functional.gelu(block.forward(x)));
}

/// <summary>Every kind of layer under AdaLoRA, scaling 2; adapters may vanish.</summary>
[Lora("adaptive", budget: 5, Allocation = AllocationStrategy.AdaLora, InitialRank = 4, MinRank = 0, Alpha = 8)]
internal sealed partial class TripletKinds : Module<Tensor, Tensor>
{
    private readonly Embedding table;
    private readonly Conv2d convolution;
    private readonly Linear head;

    public TripletKinds()
        : base(nameof(TripletKinds))
    {
        table = Embedding(12, 8);
        convolution = Conv2d(1, 16, 3, stride: 2, padding: 1);
        head = Linear(16, 8);
        RegisterComponents();
        AttachLora();
    }

    public Embedding TableBase => table;

    public Conv2d ConvolutionBase => convolution;

    public Linear HeadBase => head;

    /// <summary>Indices of shape (N, T) to (N, 8).</summary>
    public override Tensor forward(Tensor x)
    {
        var images = functional.gelu(Convolution.forward(Table.forward(x).unsqueeze(1)));
        return Head.forward(images.mean([2, 3]));
    }
}

/// <summary>One layer that takes its rank from a budget or a file, scaling 2 at rank 5.</summary>
internal sealed partial class AdaptiveOfScalingTwo : Module<Tensor, Tensor>
{
    [Lora("adaptive", budget: 5, Alpha = 10)]
    private readonly Linear layer;

    public AdaptiveOfScalingTwo(long inFeatures, long outFeatures)
        : base(nameof(AdaptiveOfScalingTwo))
    {
        layer = Linear(inFeatures, outFeatures);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Layer.forward(x);
}
