using LoraDsl.Adapters;
using LoraDsl.Methods;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>An embedding, a convolution and a linear layer that share a budget.</summary>
internal sealed class ThreeKinds : Module<Tensor, Tensor>
{
    private readonly Adapters adapters;

    public ThreeKinds(int budget = 9)
        : base(nameof(ThreeKinds))
    {
        Table = Embedding(12, 8, padding_idx: 3);
        Convolution = Conv2d(1, 4, 3, stride: 2, padding: 1);
        Head = Linear(4, 5);
        register_module("table", Table);
        register_module("convolution", Convolution);
        register_module("head", Head);
        adapters = new Adapters(this, budget);
    }

    public Embedding Table { get; }

    public Conv2d Convolution { get; }

    public Linear Head { get; }

    public Adapters Lora => adapters;

    /// <summary>Indices of shape (N, T) to (N, 5).</summary>
    public override Tensor forward(Tensor x)
    {
        var images = functional.gelu(adapters.Convolution.forward(adapters.Table.forward(x).unsqueeze(1)));
        return adapters.Head.forward(images.mean([2, 3]));
    }

    protected override void RegisterComponents()
    {
    }

    internal sealed class Adapters : AdapterSet
    {
        public Adapters(ThreeKinds model, int budget)
            : base(model, nameof(ThreeKinds), new AdapterBudget(budget))
        {
            Table = Add(new EmbeddingAdapters.Adaptive(model.Table));
            Convolution = Add(new Conv2dAdapters.Adaptive(model.Convolution));
            Head = Add(new LinearHead(model.Head));
        }

        public EmbeddingAdapters.Adaptive Table { get; }

        public Conv2dAdapters.Adaptive Convolution { get; }

        public LinearHead Head { get; }
    }

    internal sealed class LinearHead(Linear layer) : AdaptiveLoraAdapter<Linear>("layer", layer)
    {
        protected override Tensor Adapt(Tensor x) => layer.forward(x) + (x.mm(lora_A.t()).mm(lora_B.t()) * Scaling);
    }
}
