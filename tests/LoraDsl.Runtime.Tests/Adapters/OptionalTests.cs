using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Adapters;

public sealed class OptionalTests
{
    [Fact]
    public void A_layer_that_is_there_is_adapted_and_trained()
    {
        using var scope = NewDisposeScope();
        using var model = new Optional(hasAll: true);
        model.Lora.FreezeBase();
        Assert.Equal(["main", "shortcut", "tail.layer"], model.Lora.Named().Select(entry => entry.Path));
        model.forward(randn(4, 6)).square().sum().backward();
        var b = model.Shortcut!.named_parameters().Single(entry => entry.name == "lora_B").parameter;
        Assert.True(b.grad!.abs().sum().item<float>() > 0);
    }

    [Fact]
    public void A_layer_that_is_null_has_no_adapter_and_the_model_runs_without_it()
    {
        using var scope = NewDisposeScope();
        using var model = new Optional(hasAll: false);
        Assert.Null(model.Shortcut);
        Assert.Null(model.Lora.Tail);
        Assert.Equal(["main"], model.Lora.Named().Select(entry => entry.Path));
        var x = randn(4, 6);
        Assert.Equal([4L, 6L], model.forward(x).shape);
        model.Lora.Merge();
        Assert.Equal([4L, 6L], model.forward(x).shape);
    }
}
