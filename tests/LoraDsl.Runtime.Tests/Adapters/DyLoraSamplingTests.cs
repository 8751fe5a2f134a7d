using LoraDsl.Methods;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Adapters;

public sealed class DyLoraSamplingTests
{
    [Fact]
    public void Geometric_sampling_draws_each_rank_half_as_often_as_the_one_below()
    {
        using var model = new DynamicGeometric();
        Assert.Equal([8000, 4000, 2000, 1000], Counts(model.First));
    }

    [Fact]
    public void Uniform_sampling_draws_every_rank_as_often_as_any_other()
    {
        using var model = new DynamicFull(9, 7);
        Assert.Equal(DyLoraSampling.Uniform, model.Layer.Sampling);
        Assert.Equal([3750, 3750, 3750, 3750], Counts(model.Layer));
    }

    [Fact]
    public void One_draw_is_for_all_layers_and_every_rank_of_the_range_comes()
    {
        using var scope = NewDisposeScope();
        using var model = new DynamicGeometric();
        model.Lora.FreezeBase();
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.01), seed: 4);
        model.train();
        var drawn = new List<int>();
        for (var step = 0; step < 60; step++)
        {
            Assert.Equal(model.First.ActiveRank, model.Second.ActiveRank);
            drawn.Add(model.First.ActiveRank);
            optimizer.step();
        }

        Assert.Equal([2, 3, 4, 5], drawn.Distinct().Order());
        Assert.True(drawn.Count(rank => rank == 2) > drawn.Count(rank => rank == 5));
    }

    [Fact]
    public void A_draw_at_the_end_of_the_interval_is_the_greatest_rank()
    {
        using var model = new DynamicGeometric();
        model.First.DrawRank(Math.BitDecrement(1.0));
        Assert.Equal(5, model.First.ActiveRank);
    }

    // Midpoints of 15,000 cells: no one of them lies on a border between two ranks of either distribution.
    private static int[] Counts(DyLoraAdapter adapter)
    {
        adapter.train();
        var counts = new SortedDictionary<int, int>();
        for (var cell = 0; cell < 15000; cell++)
        {
            adapter.DrawRank((cell + 0.5) / 15000);
            counts[adapter.ActiveRank] = counts.GetValueOrDefault(adapter.ActiveRank) + 1;
        }

        Assert.Equal([2, 3, 4, 5], counts.Keys);
        return [.. counts.Values];
    }
}
