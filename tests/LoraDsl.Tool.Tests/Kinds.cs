using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Tool.Tests;

/// <summary>A model with every kind of layer and of adapter that a LORA file can hold.</summary>
internal sealed partial class Kinds : Module<Tensor, Tensor>
{
    [Lora(3, Alpha = 6)]
    private readonly Embedding table = Embedding(12, 9);

    [Lora(2)]
    private readonly Conv2d convolution = Conv2d(1, 4, 3, padding: 1L);

    [DyLora(1, 5, Alpha = 5)]
    private readonly Linear hidden = Linear(36, 8);

    [Lors(3, Alpha = 6)]
    private readonly Linear sparse = Linear(8, 7, hasBias: false);

    [Lora(4, Alpha = 2)]
    private readonly Linear output = Linear(7, 5);

    public Kinds()
        : base(nameof(Kinds))
    {
        RegisterComponents();
        AttachLora();
    }

    /// <summary>A model whose adapters have every value drawn, and whose sparse layer has lost a half of its weight.</summary>
    public static Kinds Trained(int seed)
    {
        random.manual_seed(seed);
        var model = new Kinds();
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (name.Contains("lora_", StringComparison.Ordinal))
                parameter.normal_(0, 0.3);
        }

        model.sparse.weight.mul_(rand_like(model.sparse.weight).gt(0.5));
        model.eval();
        return model;
    }

    /// <summary>The weights of the base, under the names of its checkpoint.</summary>
    public Dictionary<string, Tensor> BaseWeights() =>
        state_dict().Where(entry => !entry.Key.Contains(".lora_", StringComparison.Ordinal)).ToDictionary(entry => entry.Key, entry => entry.Value);

    public override Tensor forward(Tensor tokens) =>
        Output.forward(Sparse.forward(functional.relu(Hidden.forward(Convolution.forward(Table.forward(tokens).unsqueeze(1)).mean([2L]).flatten(1)))));
}
