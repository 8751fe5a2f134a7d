using LoraDsl.Runtime.Tests.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Places;

/// <summary>Adapters that no set lists by a field of its class join the set of the model that holds them.</summary>
public sealed class HeldBlocksTests
{
    private static readonly string[] Paths = ["head", "body.first.layer", "body.second.layer", "list.0.layer", "plain.inner.layer", "single.layer"];

    [Fact]
    public void Every_adapter_below_the_model_is_listed_by_the_path_of_its_layer()
    {
        using var model = new HoldsBlocks();
        Assert.Equal(Paths.Order(StringComparer.Ordinal), model.Lora.Named().Select(entry => entry.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void They_are_trained_merged_and_saved_as_the_others_are()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        using var model = new HoldsBlocks();
        using var other = new HoldsBlocks();
        model.Lora.FreezeBase();
        Assert.Equal(12, model.parameters().Count(parameter => parameter.requires_grad));
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1));
        var x = randn(4, 6);
        for (var step = 0; step < 3; step++)
        {
            optimizer.zero_grad();
            model.forward(x).square().sum().backward();
            optimizer.step();
        }

        var (folder, expected) = (Directory.CreateTempSubdirectory(), model.forward(x));
        try
        {
            model.Lora.Save(folder.FullName);
            other.load_state_dict(model.state_dict());
            other.Lora.Reset();
            Assert.False(Reference.SameBits(expected, other.forward(x)));
            other.Lora.Load(folder.FullName);
            Assert.True(Reference.SameBits(expected, other.forward(x)));
            other.Lora.Merge();
            Assert.All(other.Lora.Named(), entry => Assert.True(entry.Adapter.IsMerged));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_block_that_is_held_twice_is_listed_once()
    {
        using var block = new HeldBlock();
        using var model = nn.Sequential(("first", block), ("second", block));
        var adapter = Assert.Single(LoraModel.Adapters(model)["default"].Named());
        Assert.Equal("first.layer", adapter.Path);
    }

    [Fact]
    public void Running_statistics_of_a_frozen_base_stay_as_they_are()
    {
        using var scope = NewDisposeScope();
        using var model = nn.Sequential(("layer", nn.Linear(4, 4)), ("norm", nn.BatchNorm1d(4)));
        LoraModel.Attach(model, new LoraConfig { Rank = 2 }).FreezeBase();
        var norm = (BatchNorm1d)model.named_children().Last().module;
        var before = norm.running_mean!.clone();
        model.train();
        model.call(randn(16, 4) + 3);
        Assert.True(Reference.SameBits(before, norm.running_mean!));
    }
}
