using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Places;

public sealed class BatchRowsTests
{
    private static readonly LoraConfig Config = new() { Rank = 3, Alpha = 6, TargetModules = ["table", "convolution", "up", "down", "head"] };

    public static TheoryData<string?[]> Assignments => new(
        ["a", "a", "b", null, "c"],
        ["c", "b", "a", "c", null],
        [null, null, null, null, null],
        ["b", "b", "b", "b", "b"],
        ["a", "a", "b", "b", "c", "c"],
        ["b", "a", "a", "a", "a", "a", "a", "c"]);

    [Theory]
    [MemberData(nameof(Assignments))]
    public void Each_row_of_a_batch_gives_what_it_gives_alone(string?[] names)
    {
        using var scope = NewDisposeScope();
        using var model = Net();
        using var untracked = no_grad();
        var ids = randint(11, [names.Length, 7], dtype: ScalarType.Int64);
        var adapters = LoraModel.Adapters(model);
        Tensor mixed;
        using (adapters.Rows(names))
            mixed = model.forward(ids);
        foreach (var (row, name) in names.Index())
        {
            using var chosen = name is null ? adapters.UseNone() : adapters.Use(name);
            var alone = model.forward(ids.narrow(0, row, 1));
            Assert.True(Reference.MaxDifference(alone, mixed.narrow(0, row, 1)) <= 1e-6 * (1 + alone.abs().max().item<float>()), $"row {row}");
        }
    }

    [Fact]
    public void Gradients_of_a_mixed_batch_are_the_sums_of_those_of_its_rows()
    {
        using var scope = NewDisposeScope();
        using var model = Net();
        model.to(ScalarType.Float64);
        var adapters = LoraModel.Adapters(model);
        string?[] names = ["b", "a", null, "b", "a"];
        var ids = randint(11, [5, 7], dtype: ScalarType.Int64);
        using (adapters.Rows(names))
            model.forward(ids).square().sum().backward();
        var factor = Reference.FactorA(adapters["b"].Named().Single(entry => entry.Path == "body.down").Adapter);
        var mixed = factor.grad!.clone();
        model.zero_grad();
        using (adapters.Use("b"))
            model.forward(stack([ids[0], ids[3]])).square().sum().backward();
        Assert.True(Reference.MaxDifference(factor.grad!, mixed) <= 1e-9 * mixed.abs().max().item<double>());
    }

    [Fact]
    public void Rows_of_samples_with_several_vectors_give_what_they_give_alone()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        using var model = nn.Sequential(("layer", nn.Linear(64, 48)));
        model.to(ScalarType.Float64);
        foreach (var (name, rank) in new[] { ("a", 2), ("b", 6) })
            Reference.Randomize(LoraModel.Attach(model, new LoraConfig { Rank = rank, Alpha = 1 }, name).Named().Single().Adapter);
        var adapters = LoraModel.Adapters(model);
        string?[] names = ["b", null, "a", "b"];
        var x = randn([4, 3, 64], dtype: ScalarType.Float64).requires_grad_();
        Tensor mixed;
        using (adapters.Rows(names))
            mixed = model.call(x);
        var weights = randn_like(mixed);
        (mixed * weights).sum().backward();
        Tensor[] found = [x.grad!.clone(), .. adapters["b"].Named().Single().Adapter.parameters().Select(factor => factor.grad!.clone())];
        model.zero_grad();
        x.grad = null;
        foreach (var (row, name) in names.Index())
        {
            using var chosen = name is null ? adapters.UseNone() : adapters.Use(name);
            var alone = model.call(x.narrow(0, row, 1));
            Assert.True(Reference.MaxDifference(alone, mixed.narrow(0, row, 1)) < 1e-12);
            (alone * weights.narrow(0, row, 1)).sum().backward();
        }

        Tensor[] expected = [x.grad!, .. adapters["b"].Named().Single().Adapter.parameters().Select(factor => factor.grad!)];
        Assert.All(expected.Zip(found), pair => Assert.True(Reference.MaxDifference(pair.First, pair.Second) < 1e-12));
    }

    [Fact]
    public void A_pass_in_which_no_adapter_takes_part_leaves_the_layers_output_in_its_scope()
    {
        using var model = nn.Sequential(("layer", nn.Linear(4, 4)));
        LoraModel.Attach(model, new LoraConfig { Rank = 2 }, "a").Enabled = false;
        using var rows = LoraModel.Adapters(model).Rows(["a", null]);
        Tensor output;
        using (NewDisposeScope())
            output = model.call(ones(2, 4));
        Assert.True(output.IsInvalid);
    }

    [Fact]
    public void Another_number_of_rows_names_the_layer_and_both_counts()
    {
        using var scope = NewDisposeScope();
        using var model = Net();
        using var rows = LoraModel.Adapters(model).Rows(["a", "b"]);
        var message = Assert.Throws<ArgumentException>(() => model.forward(randint(11, [5, 7], dtype: ScalarType.Int64))).Message;
        Assert.Contains("assigned to 2 rows", message, StringComparison.Ordinal);
        Assert.Contains("'table'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_unknown_adapters_and_no_rows_are_refused()
    {
        using var model = Net();
        var adapters = LoraModel.Adapters(model);
        Assert.Contains("\"d\"", Assert.Throws<ArgumentException>(() => adapters.Rows(["a", "d"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => adapters.Rows([]));
        using (adapters.Rows(["a"]))
            Assert.Contains("nothing to merge", Assert.Throws<InvalidOperationException>(adapters.Merge).Message, StringComparison.Ordinal);
    }

    private static PlainNet Net()
    {
        manual_seed(5);
        var model = new PlainNet();
        foreach (var name in new[] { "a", "b", "c" })
        {
            foreach (var (_, adapter) in LoraModel.Attach(model, Config with { Rank = name == "a" ? 2 : 4 }, name).Named())
                Reference.Randomize(adapter);
        }

        return model;
    }
}
