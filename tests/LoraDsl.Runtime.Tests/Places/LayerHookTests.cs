using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Places;

/// <summary>Forward hooks that others have put on an adapted layer.</summary>
public sealed class LayerHookTests
{
    [Fact]
    public void Hooks_of_a_places_layer_run_while_no_adapter_takes_its_pass()
    {
        using var scope = NewDisposeScope();
        using var model = new GroupedPlaces();
        var runs = 0;
        model.Bare.register_forward_hook((_, _, output) =>
        {
            runs++;
            return output;
        });
        Assert.Equal(1, Runs(() => model.Singly(ones(1, 7))));
        Assert.Equal(1, Runs(() => model.Together(ones(1, 7))));
        TwoProjections.Attach(model);
        Assert.Equal(0, Runs(() => model.Singly(ones(1, 7))));
        Assert.Equal(0, Runs(() => model.Together(ones(1, 7))));
        using (LoraModel.Adapters(model).UseNone())
            Assert.Equal(1, Runs(() => model.Singly(ones(1, 7))));

        int Runs(Action pass)
        {
            runs = 0;
            pass();
            return runs;
        }
    }

    [Fact]
    public void Hooks_of_a_layer_that_is_called_run_with_an_adapter_too_and_see_what_the_layer_gives()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(4, 4);
        using var model = nn.Sequential(("layer", layer));
        Tensor? seen = null;
        layer.register_forward_hook((_, _, output) => seen = output);
        Reference.Randomize(LoraModel.Attach(model, new LoraConfig { Rank = 2 }).Named().Single().Adapter);
        var adapted = model.call(ones(1, 4));
        Assert.True(Reference.SameBits(layer.forward(ones(1, 4)), seen!));
        Assert.True(Reference.MaxDifference(seen!, adapted) > 1e-3);
    }
}
