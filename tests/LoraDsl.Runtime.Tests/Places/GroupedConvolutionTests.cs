using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Places;

/// <summary>LoRA on a convolution of several groups, as PEFT has it: A sees all channels, B those of a group.</summary>
public sealed partial class GroupedConvolutionTests
{
    [Lora(6, Alpha = 12)]
    private sealed partial class GroupedNet : Module<Tensor, Tensor>
    {
        private readonly Conv2d layer = Conv2d(6, 12, 3, padding: 1, stride: 2, groups: 3);

        public GroupedNet()
            : base(nameof(GroupedNet))
        {
            RegisterComponents();
            AttachLora();
        }

        public override Tensor forward(Tensor x) => Layer.forward(x);
    }

    [Fact]
    public void Answers_and_gradients_are_those_of_the_formula()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new GroupedNet();
        model.to(ScalarType.Float64);
        model.Lora.FreezeBase();
        Reference.Randomize(model.Lora.Layer);
        var x = randn([2, 6, 7, 7], dtype: ScalarType.Float64);
        Tensor[] factors = [Reference.FactorA(model.Lora.Layer), Reference.FactorB(model.Lora.Layer)];
        Assert.Equal([12, 2, 1, 1], factors[1].shape);
        var y = model.forward(x);
        var gradient = randn_like(y);
        y.backward([gradient]);

        Tensor[] leaves = [.. factors.Select(Reference.Leaf)];
        var h = functional.conv2d(x, leaves[0], strides: [2, 2], padding: [1, 1]);
        var parts = h.chunk(3, 1).Zip(leaves[1].chunk(3, 0), (part, b) => functional.conv2d(part, b));
        var expected = functional.conv2d(x, model.get_parameter("layer.weight")!, model.get_parameter("layer.bias"), strides: [2, 2], padding: [1, 1], groups: 3) + (cat([.. parts], 1) * 2);
        expected.backward([gradient]);
        Assert.InRange(Reference.MaxDifference(expected, y), 0, 1e-10);
        foreach (var (leaf, factor) in leaves.Zip(factors))
            Assert.InRange(Reference.MaxDifference(leaf.grad!, factor.grad!), 0, 1e-9);
    }

    [Fact]
    public void A_rank_that_the_groups_do_not_divide_is_refused_when_it_is_attached()
    {
        using var model = Sequential(("layer", Conv2d(6, 12, 3, groups: 3)));
        Assert.Contains("4 is not divisible", Refusal(new LoraConfig { Rank = 4, TargetModules = ["layer"] }), StringComparison.Ordinal);
        Assert.Contains("DoRA", Refusal(new LoraConfig { Rank = 6, Dora = true, TargetModules = ["layer"] }), StringComparison.Ordinal);
        Assert.Contains("Pissa", Refusal(new LoraConfig { Rank = 6, Initialization = AdapterInitialization.Pissa, TargetModules = ["layer"] }), StringComparison.Ordinal);

        string Refusal(LoraConfig config) => Assert.Throws<InvalidOperationException>(() => LoraModel.Attach(model, config)).Message;
    }
}
