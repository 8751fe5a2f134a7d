using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

public class ContainerTests
{
    [Fact]
    public void A_sequential_composes_its_modules()
    {
        using var first = Linear(3, 4);
        using var second = Linear(4, 2);
        using var model = Sequential(first, Tanh(), second);
        using var input = rand(5, 3);
        using var hidden = functional.tanh(first.forward(input));
        Assert.Equal(Numbers.Of(second.forward(hidden)), Numbers.Of(model.forward(input)));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], model.state_dict().Keys);
        Assert.Equal(3, model.Count);
        Assert.Same(second, model[2]);
    }

    [Fact]
    public void A_sequential_takes_names_lists_and_later_modules()
    {
        using var named = Sequential(("in", Linear(1, 1, hasBias: false)));
        named.append("out", Linear(1, 1, hasBias: false)).append(GELU());
        Assert.Equal(["in", "out", "2"], named.named_children().Select(c => c.name));
        using var listed = Sequential(new List<Module<Tensor, Tensor>> { ReLU(), GELU() });
        Assert.Equal(["0", "1"], listed.named_children().Select(c => c.name));
    }

    [Fact]
    public void A_sequential_leaves_its_input_alone_and_an_empty_one_returns_it()
    {
        using var input = ones(2);
        using var empty = Sequential();
        empty.forward(input).Dispose();
        using var model = Sequential(Identity(), Identity(), Identity());
        model.forward(input).Dispose();
        Assert.False(input.IsInvalid);
    }

    [Fact]
    public void A_module_list_is_registered_by_position_as_it_is_when_its_parent_registers_it()
    {
        using var parent = new Stack();
        Assert.Equal(["layers.0.weight", "layers.1.weight"], parent.named_parameters().Select(p => p.name));
        var first = parent.layers[0];
        parent.layers.RemoveAt(0);
        parent.layers.Add(Linear(3, 3, hasBias: false));
        parent.layers.Insert(0, Linear(2, 2, hasBias: false));
        Assert.Equal([2L, 1L, 3L], parent.layers.Select(layer => layer.weight.shape[0]));
        Assert.Equal(["layers.0.weight", "layers.1.weight"], parent.state_dict().Keys);
        Assert.DoesNotContain(first, parent.layers);
        first.Dispose();
    }

    [Fact]
    public void A_module_list_moves_with_its_parent()
    {
        using var parent = new Stack();
        parent.to(ScalarType.Float64).eval();
        Assert.All(parent.layers, layer => Assert.Equal(ScalarType.Float64, layer.weight.dtype));
        Assert.All(parent.layers, layer => Assert.False(layer.training));
    }

    private sealed class Stack : Module
    {
        public readonly ModuleList<Linear> layers = ModuleList(Linear(1, 1, hasBias: false), Linear(1, 1, hasBias: false));

        public Stack()
            : base("stack") => RegisterComponents();
    }
}
