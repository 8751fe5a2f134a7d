using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Places;

/// <summary>Every method against its definition, value by value in float64.</summary>
public sealed class CombinationTests : IDisposable
{
    private const double ScalingOfA = 2;
    private const double ScalingOfB = 0.5;

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly PlainNet model = new();
    private readonly ModelAdapters adapters;

    public CombinationTests()
    {
        manual_seed(11);
        model.to(ScalarType.Float64);
        foreach (var (name, alpha) in new[] { ("a", 3 * ScalingOfA), ("b", 3 * ScalingOfB) })
        {
            foreach (var (_, adapter) in LoraModel.Attach(model, new LoraConfig { Rank = 3, Alpha = alpha, TargetModules = ["table", "convolution", "down"] }, name).Named())
                Reference.Randomize(adapter);
        }

        adapters = LoraModel.Adapters(model);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("convolution")]
    [InlineData("body.down")]
    public void Cat_is_the_exact_sum(string path)
    {
        var expected = Product("a", path).mul(0.7 * ScalingOfA) + Product("b", path).mul(-0.4 * ScalingOfB);
        var set = adapters.Combine("sum", [("a", 0.7), ("b", -0.4)], new CombinationOptions(CombinationMethod.Cat));
        Assert.Equal(6, Adapter(set, path).CurrentRank);
        Assert.True(Reference.MaxDifference(expected, Product("sum", path)) < 1e-12);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("convolution")]
    [InlineData("body.down")]
    public void Svd_is_the_best_approximation_of_the_sum(string path)
    {
        var sum = Product("a", path).mul(0.7 * ScalingOfA) + Product("b", path).mul(-0.4 * ScalingOfB);
        var (u, s, v) = linalg.svd(sum, fullMatrices: false);
        var expected = u.narrow(1, 0, 4).mul(s.narrow(0, 0, 4)).mm(v.narrow(0, 0, 4));
        var set = adapters.Combine("sum", [("a", 0.7), ("b", -0.4)], new CombinationOptions(CombinationMethod.Svd) { Rank = 4 });
        Assert.Equal(4, Adapter(set, path).CurrentRank);
        Assert.True(Reference.MaxDifference(expected, Product("sum", path)) < 1e-10);
    }

    [Fact]
    public void Linear_averages_the_factors_with_the_roots_of_the_weights()
    {
        adapters.Combine("sum", [("a", 0.7), ("b", -0.4)], new CombinationOptions(CombinationMethod.Linear));
        var (wa, wb) = (Math.Sqrt(0.7 * ScalingOfA), Math.Sqrt(0.4 * ScalingOfB));
        Assert.True(Reference.MaxDifference(Factor("a", 0) * wa - (Factor("b", 0) * wb), Factor("sum", 0)) < 1e-12);
        Assert.True(Reference.MaxDifference(Factor("a", 1) * wa + (Factor("b", 1) * wb), Factor("sum", 1)) < 1e-12);
    }

    [Theory]
    [InlineData(MajoritySign.Total)]
    [InlineData(MajoritySign.Frequency)]
    public void Ties_trims_elects_signs_and_averages_what_agrees(MajoritySign sign)
    {
        adapters.Combine("sum", [("a", 0.7), ("b", 0.4)], new CombinationOptions(CombinationMethod.Ties) { Density = 0.6, MajoritySign = sign });
        for (var side = 0; side < 2; side++)
        {
            double[][] trimmed = [Trim(Values(Factor("a", side)), 0.6), Trim(Values(Factor("b", side)), 0.6)];
            double[] weights = [Math.Sqrt(0.7 * ScalingOfA), Math.Sqrt(0.4 * ScalingOfB)];
            Assert.Equal(Ties(trimmed, weights, sign), Values(Factor("sum", side)), Close);
        }
    }

    [Fact]
    public void Ties_on_products_is_the_best_approximation_of_what_it_gives()
    {
        double[][] trimmed = [Trim(Values(Product("a", "body.down") * ScalingOfA), 0.5), Trim(Values(Product("b", "body.down") * ScalingOfB), 0.5)];
        var combined = tensor(Ties(trimmed, [0.7, 0.4], MajoritySign.Total)).view(16, 24);
        var (u, s, v) = linalg.svd(combined, fullMatrices: false);
        adapters.Combine("sum", [("a", 0.7), ("b", 0.4)], new CombinationOptions(CombinationMethod.TiesSvd) { Density = 0.5, Rank = 5 });
        Assert.True(Reference.MaxDifference(u.narrow(1, 0, 5).mul(s.narrow(0, 0, 5)).mm(v.narrow(0, 0, 5)), Product("sum", "body.down")) < 1e-10);
    }

    [Fact]
    public void Magnitude_pruning_sums_what_is_left()
    {
        adapters.Combine("sum", [("a", 0.7), ("b", 0.4)], new CombinationOptions(CombinationMethod.MagnitudePrune) { Density = 0.3 });
        var (wa, wb) = (Math.Sqrt(0.7 * ScalingOfA), Math.Sqrt(0.4 * ScalingOfB));
        var expected = Trim(Values(Factor("a", 1)), 0.3).Zip(Trim(Values(Factor("b", 1)), 0.3), (x, y) => (x * wa) + (y * wb)).ToArray();
        Assert.Equal(expected, Values(Factor("sum", 1)), Close);
    }

    [Fact]
    public void Dare_drops_by_its_seed_and_rescales_what_is_left()
    {
        var options = new CombinationOptions(CombinationMethod.DareLinear) { Density = 0.25, Seed = 4 };
        adapters.Combine("one", [("a", 1)], options);
        adapters.Combine("same", [("a", 1)], options);
        adapters.Combine("other", [("a", 1)], options with { Seed = 5 });
        var (kept, weight) = (0, Math.Sqrt(ScalingOfA));
        foreach (var (before, after) in Values(Factor("a", 0)).Zip(Values(Factor("one", 0))))
        {
            Assert.True(after == 0 || Math.Abs(after - (before * weight / 0.25)) < 1e-12);
            kept += after == 0 ? 0 : 1;
        }

        Assert.InRange(kept, 1, 71);
        Assert.True(Reference.SameBits(Factor("one", 0), Factor("same", 0)));
        Assert.False(Reference.SameBits(Factor("one", 0), Factor("other", 0)));
    }

    [Theory]
    [InlineData(CombinationMethod.DareTies)]
    [InlineData(CombinationMethod.DareTiesSvd)]
    [InlineData(CombinationMethod.DareLinearSvd)]
    [InlineData(CombinationMethod.MagnitudePruneSvd)]
    public void At_density_one_nothing_is_lost_of_a_single_adapter(CombinationMethod method)
    {
        adapters.Combine("sum", [("a", 1)], new CombinationOptions(method) { Density = 1 });
        Assert.True(Reference.MaxDifference(Product("a", "body.down") * ScalingOfA, Product("sum", "body.down")) < 1e-10);
    }

    [Fact]
    public void What_cannot_be_combined_says_why_and_changes_nothing()
    {
        LoraModel.Attach(model, new LoraConfig { Rank = 2, TargetModules = ["down"] }, "c");
        var linear = new CombinationOptions(CombinationMethod.Linear);
        Assert.Contains("ranks 3, 2", Assert.Throws<InvalidOperationException>(() => adapters.Combine("sum", [("a", 1), ("c", 1)], linear)).Message, StringComparison.Ordinal);
        Assert.Contains("give a density", Assert.Throws<ArgumentException>(() => adapters.Combine("sum", [("a", 1)], new CombinationOptions(CombinationMethod.Ties))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => adapters.Combine("sum", [("a", 1)], linear with { Density = 0.5 }));
        Assert.Throws<ArgumentException>(() => adapters.Combine("sum", [("a", 1)], linear with { Rank = 2 }));
        Assert.Throws<ArgumentException>(() => adapters.Combine("sum", [], linear));
        Assert.Throws<ArgumentException>(() => adapters.Combine("sum", [("d", 1)], linear));
        Assert.Throws<InvalidOperationException>(() => adapters.Combine("a", [("b", 1)], linear));
        Assert.Equal(["a", "b", "c"], adapters.Names);
    }

    public void Dispose()
    {
        model.Dispose();
        scope.Dispose();
    }

    private static LayerAdapter Adapter(AdapterSet set, string path) => set.Named().Single(entry => entry.Path == path).Adapter;

    private Tensor Product(string name, string path)
    {
        var adapter = Adapter(adapters[name], path);
        return Reference.FactorB(adapter).detach().flatten(1).mm(Reference.FactorA(adapter).detach().flatten(1));
    }

    private Tensor Factor(string name, int side)
    {
        var adapter = Adapter(adapters[name], "body.down");
        return (side == 0 ? Reference.FactorA(adapter) : Reference.FactorB(adapter)).detach();
    }

    private static double[] Values(Tensor values) => [.. values.contiguous().data<double>()];

    private static double[] Trim(double[] values, double density)
    {
        var kept = values.Index().OrderByDescending(entry => Math.Abs(entry.Item)).Take((int)(density * values.Length)).Select(entry => entry.Index).ToHashSet();
        return [.. values.Index().Select(entry => kept.Contains(entry.Index) ? entry.Item : 0)];
    }

    private static double[] Ties(double[][] tasks, double[] weights, MajoritySign sign)
    {
        var result = new double[tasks[0].Length];
        for (var index = 0; index < result.Length; index++)
        {
            var votes = tasks.Sum(task => sign == MajoritySign.Total ? task[index] : Math.Sign(task[index]));
            var elected = votes >= 0 ? 1 : -1;
            var agreeing = tasks.Index().Where(task => Math.Sign(task.Item[index]) == elected).ToList();
            result[index] = agreeing.Count == 0 ? 0 : agreeing.Sum(task => task.Item[index] * weights[task.Index]) / agreeing.Count;
        }

        return result;
    }

    private static bool Close(double[] left, double[] right) => left.Length == right.Length && left.Zip(right).All(pair => Math.Abs(pair.First - pair.Second) < 1e-12);
}
