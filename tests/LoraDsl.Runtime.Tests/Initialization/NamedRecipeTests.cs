using LoraDsl.Extensibility;
using LoraDsl.Initialization;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Initialization;

public sealed class NamedRecipeTests
{
    public static TheoryData<AdapterInitialization> Named =>
        [.. Enum.GetValues<AdapterInitialization>().Except([AdapterInitialization.Original, AdapterInitialization.Target])];

    [Theory]
    [MemberData(nameof(Named))]
    public void A_named_recipe_starts_as_its_instance_does(AdapterInitialization name)
    {
        using var scope = NewDisposeScope();
        var expected = Started(name, (model, batches, loss) => model.Lora.Initialize(batches, loss, AttributeInitializers.Create(name)!));
        Assert.Equal(expected, Started(name, (model, batches, loss) => model.Lora.Initialize(batches, loss, name)));
        Assert.Equal(expected, Started(name, (model, batches, loss) => model.Lora.Named().First().Adapter.Initialize(batches, loss, name)));
    }

    [Fact]
    public void A_named_recipe_without_batches_compensates_the_base_unless_told_otherwise()
    {
        using var scope = NewDisposeScope();
        foreach (var compensate in (bool[])[true, false])
        {
            using var whole = new ScaleTwo(8, 6);
            whole.Lora.Initialize(AdapterInitialization.Pissa, compensate);
            using var single = new ScaleTwo(8, 6);
            single.Lora.Named().First().Adapter.Initialize(AdapterInitialization.Pissa, compensate);
            Assert.Equal((compensate, compensate), (whole.Lora.Named().First().Adapter.IsCompensated, single.Lora.Named().First().Adapter.IsCompensated));
        }
    }

    [Theory]
    [InlineData(AdapterInitialization.Original, "KaimingUniformInitializer")]
    [InlineData(AdapterInitialization.Target, "TargetInitializer")]
    public void A_name_that_is_no_recipe_for_every_layer_is_refused_with_the_way_out(AdapterInitialization name, string wayOut)
    {
        using var scope = NewDisposeScope();
        using var model = new ScaleTwo(8, 6);
        var before = model.Lora.Named().First().Adapter.A.clone();
        Assert.Contains(wayOut, Assert.Throws<ArgumentException>(() => model.Lora.Initialize(name)).Message, StringComparison.Ordinal);
        Assert.True(Reference.SameBits(before, model.Lora.Named().First().Adapter.A));
    }

    private static float[] Started(AdapterInitialization name, Action<ScaleTwo, Tensor[], Func<Tensor, Tensor>> start)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        using var model = new ScaleTwo(8, 6);
        model.Lora.FreezeBase();
        Tensor[] batches = [randn(16, 8), randn(16, 8)];
        manual_seed((long)name);
        start(model, batches, x => model.forward(x).square().mean());
        var adapter = model.Lora.Named().First().Adapter;
        return [.. adapter.A.detach().data<float>().ToArray(), .. adapter.B.detach().data<float>().ToArray()];
    }
}
