using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Adapters;

public sealed class AdapterSetTests
{
    [Fact]
    public void Paths_are_the_names_that_the_layers_have_in_the_base()
    {
        using var model = new AdaptiveNet();
        Assert.Equal(
            ["head", "blocks.0.up", "blocks.0.down", "blocks.0.gate", "blocks.1.up", "blocks.1.down", "blocks.1.gate"],
            model.Lora.Named().Select(entry => entry.Path));
    }

    [Fact]
    public void Typed_members_reach_into_children()
    {
        using var model = new AdaptiveNet();
        Assert.Same(model.Lora.Blocks[1].Up, model.Lora.Named().Single(entry => entry.Path == "blocks.1.up").Adapter);
        Assert.Equal(2, model.Lora.Blocks.Count);
    }

    [Fact]
    public void Keys_of_the_base_do_not_move_and_the_adapters_stand_beside_them()
    {
        using var model = new ScaleTwo(4, 3);
        Assert.Equal(
            ["layer.bias", "layer.lora_default.lora_A", "layer.lora_default.lora_B", "layer.weight"],
            model.state_dict().Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false, true, "'layer'", "is null when AttachLora() runs")]
    [InlineData(true, false, "'child'", "is null when AttachLora() runs")]
    [InlineData(true, true, "'layer'", "RegisterComponents()")]
    public void Attaching_too_early_names_the_field_and_the_way_out(bool assignLayer, bool assignChild, string field, string message)
    {
        var error = Assert.Throws<InvalidOperationException>(() => new Hasty(assignLayer, assignChild));
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FreezeBase_leaves_exactly_the_adapters_trainable()
    {
        using var model = new Mixed();
        model.Lora.FreezeBase();
        Assert.All(
            model.named_parameters(),
            entry => Assert.Equal(entry.name.Contains(".lora_", StringComparison.Ordinal), entry.parameter.requires_grad));
        Assert.Equal((2 + 4 + 4) * 12, model.Lora.TrainableParameters);
    }

    [Fact]
    public void Moving_to_another_type_moves_the_adapters_and_they_keep_working()
    {
        using var scope = NewDisposeScope();
        using var model = new ScaleTwo(4, 3);
        Reference.Randomize(model.Layer);
        var x = randn(2, 4);
        var before = model.forward(x);
        model.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, Reference.FactorA(model.Layer).dtype);
        Assert.InRange(Reference.MaxDifference(model.forward(x.to(ScalarType.Float64)), before), 0, 1e-5);
    }

    [Fact]
    public void A_base_checkpoint_loads_unchanged()
    {
        using var scope = NewDisposeScope();
        using var source = nn.Linear(4, 3);
        using var model = new ScaleTwo(4, 3);
        var checkpoint = source.state_dict().ToDictionary(entry => "layer." + entry.Key, entry => entry.Value);
        var (missing, unexpected) = model.load_state_dict(checkpoint, strict: false);
        Assert.Empty(unexpected);
        Assert.All(missing, name => Assert.Contains(".lora_", name, StringComparison.Ordinal));
        Assert.True(Reference.SameBits(source.weight, model.Base.weight));
    }

    [Fact]
    public void With_the_full_rank_an_adapter_fits_any_change_of_the_weight()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(11);
        using var model = new RankStabilized(6, 4);
        var target = model.Base.weight.detach() + randn(4, 6);
        var x = randn(64, 6);
        var wanted = x.mm(target.t()) + model.Base.bias!.detach();
        model.Lora.FreezeBase();
        using var optimizer = model.Lora.Optimizer(parameters => optim.AdamW(parameters, lr: 0.02));
        var loss = double.MaxValue;
        for (var step = 0; step < 1500; step++)
        {
            using var stepScope = NewDisposeScope();
            optimizer.zero_grad();
            var current = nn.functional.mse_loss(model.forward(x), wanted);
            current.backward();
            optimizer.step();
            loss = current.item<float>();
        }

        // Full fine-tuning reaches zero on this least-squares problem: so must a product that spans every change.
        Assert.InRange(loss, 0, 1e-6);
    }
}
