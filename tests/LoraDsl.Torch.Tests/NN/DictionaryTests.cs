using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.NN;

/// <summary>Containers of modules and parameters by name or position.</summary>
public class DictionaryTests
{
    [Fact]
    public void Modules_of_a_dictionary_are_in_order_under_their_names()
    {
        using var model = new Holder();
        Assert.Equal(["b", "a"], model.layers.keys());
        var enumerated = new List<string>();
        foreach (var (name, _) in model.layers)
            enumerated.Add(name);
        Assert.Equal(["b", "a"], enumerated);
        Assert.Equal(3, model.layers["a"].in_features);
        Assert.Equal(("b", 2L), (model.layers[0].Item1, model.layers[0].Item2.in_features));
        Assert.Equal(
            ["layers.b.weight", "layers.b.bias", "layers.a.weight", "layers.a.bias", "list.0", "list.1", "named.z", "named.y"],
            model.named_parameters().Select(pair => pair.name));
        Assert.Equal(model.named_parameters().Select(pair => pair.name), model.state_dict().Keys);
        Assert.Throws<ArgumentException>(() => model.layers.Add("a", nn.Linear(1, 1)));
        Assert.Throws<KeyNotFoundException>(() => model.layers["c"]);
        Assert.False(model.layers.TryGetValue("c", out _));
    }

    [Fact]
    public void Parameters_of_lists_and_dictionaries_are_those_that_are_there_at_the_moment()
    {
        using var list = nn.ParameterList(new Parameter(zeros(2)), new Parameter(zeros(3)));
        list.append(new Parameter(zeros(4)));
        Assert.Equal([("0", 2L), ("1", 3L), ("2", 4L)], list.named_parameters().Select(pair => (pair.name, pair.parameter.numel())));
        Assert.Same(list[2], list.get_parameter("2"));
        Assert.True(list.has_parameter("2"));
        Assert.False(list.has_parameter("3"));
        Assert.Equal(1, list.IndexOf(list[1]));
        Assert.True(list.Remove(list[1]));
        Assert.Equal([("0", 2L), ("1", 4L)], list.named_parameters().Select(pair => (pair.name, pair.parameter.numel())));

        using var named = nn.ParameterDict(("b", new Parameter(zeros(2))), ("a", new Parameter(zeros(3))));
        named.Add("q", new Parameter(zeros(1)));
        Assert.True(named.Remove("b"));
        Assert.Equal([("a", 3L), ("q", 1L)], named.named_parameters(true).Select(pair => (pair.name, pair.parameter.numel())));
        Assert.Same(named["q"], named.get_parameter("q"));
        Assert.False(named.has_parameter("b"));
    }

    [Fact]
    public void Disposing_lists_and_dictionaries_frees_their_parameters()
    {
        Parameter first = new(zeros(1)), second = new(zeros(1));
        nn.ParameterList(first).Dispose();
        nn.ParameterDict(("a", second)).Dispose();
        Assert.True(first.IsInvalid && second.IsInvalid);
    }

    [Theory]
    [InlineData(1, 3, new[] { "b", "c" })]
    [InlineData(0, 2, new[] { "a", "b" })]
    [InlineData(2, 1, new string[0])]
    [InlineData(3, 3, new string[0])]
    public void A_slice_of_a_sequence_shares_the_modules_under_their_names(int start, int end, string[] names)
    {
        using var whole = nn.Sequential(("a", nn.Linear(2, 3)), ("b", nn.ReLU()), ("c", nn.Linear(3, 4)));
        if (start <= end)
            Assert.Equal(names, whole[start..end].named_children().Select(child => child.name));
        var slice = whole[(start, end)];
        Assert.Equal(names, slice.named_children().Select(child => child.name));
        for (var i = 0; i < slice.Count; i++)
            Assert.Same(whole[start + i], slice[i]);
        Assert.Equal(["b", "c"], whole[(1, null)].named_children().Select(child => child.name));
        Assert.Equal(["c"], whole[^1..].named_children().Select(child => child.name));
        Assert.Throws<IndexOutOfRangeException>(() => whole[(0, 4)]);
        Assert.Throws<IndexOutOfRangeException>(() => whole[(-1, 2)]);

        using var input = randn(5, 2);
        using var there = whole[..2].call(input);
        using var both = whole[2..].call(there);
        using var expected = whole.call(input);
        Assert.Equal(Numbers.Of(expected.@double()), Numbers.Of(both.@double()));
    }

    internal sealed class Holder : nn.Module
    {
        public readonly ModuleDict<Linear> layers = nn.ModuleDict(("b", nn.Linear(2, 3)), ("a", nn.Linear(3, 4)));
        public readonly ParameterList list = nn.ParameterList(new Parameter(zeros(2)), new Parameter(zeros(3)));
        public readonly ParameterDict named = nn.ParameterDict(("z", new Parameter(zeros(2))), ("y", new Parameter(zeros(1))));

        public Holder()
            : base(nameof(Holder)) => RegisterComponents();
    }
}
