using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Groups;

/// <summary>A group is a way to run layers: what measures, trains and saves them sees no difference.</summary>
public sealed class GroupInModelTests
{
    [Fact]
    public void A_probe_sees_every_layer_and_may_replace_its_output()
    {
        using var scope = NewDisposeScope();
        using var model = new GroupedFixed();
        var x = randn(2, 3, 7);
        var expected = model.Together(x);
        var probe = new Doubling();
        model.Query.Probe = probe;
        model.Value.Probe = probe;
        var (first, second, third) = model.Together(x);

        Assert.Equal(["query", "value"], probe.Seen.Select(seen => seen.Adapter.Name));
        Assert.All(probe.Seen, seen => Assert.Same(x, seen.Input));
        Assert.Equal([2, 3, 5], probe.Seen[0].Shape);
        Assert.InRange(Reference.MaxDifference(expected.First * 2, first), 0, 1e-5);
        Assert.InRange(Reference.MaxDifference(expected.Second, second), 0, 1e-5);
        Assert.InRange(Reference.MaxDifference(expected.Third * 2, third), 0, 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Importance_and_the_ranks_it_gives_are_those_of_single_layers(int seed)
    {
        using var scope = NewDisposeScope();
        var together = Allocated(seed, isTogether: true);
        var singly = Allocated(seed, isTogether: false);
        Assert.Equal(singly.Ranks, together.Ranks);
        Assert.All(singly.Scores.Zip(together.Scores), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-10));

        static (IReadOnlyList<int> Ranks, IReadOnlyList<double> Scores) Allocated(int seed, bool isTogether)
        {
            random.manual_seed(seed);
            using var model = new GroupedAdaptive(isTogether);
            model.to(ScalarType.Float64);
            var batches = Enumerable.Range(0, 3).Select(_ => randn(4, 6, dtype: ScalarType.Float64)).ToList();
            var report = model.Lora.AllocateRanks(batches, batch => model.forward(batch).pow(2).mean());
            return (
                [.. model.Lora.Named().Select(entry => entry.Adapter.CurrentRank)],
                [.. report.Ranks.Select(entry => entry.Score)]);
        }
    }

    [Fact]
    public void Training_with_a_change_of_ranks_goes_the_same_way()
    {
        using var scope = NewDisposeScope();
        var together = Trained(isTogether: true);
        var singly = Trained(isTogether: false);
        Assert.Equal(singly.Keys, together.Keys);
        Assert.All(singly, entry => Assert.InRange(Reference.MaxDifference(entry.Value, together[entry.Key]), 0, 1e-9));

        static Dictionary<string, Tensor> Trained(bool isTogether)
        {
            random.manual_seed(7);
            using var model = new GroupedAdaptive(isTogether);
            model.to(ScalarType.Float64);
            model.Lora.FreezeBase();
            model.Lora.AllocateRanksEvenly();
            using var optimizer = model.Lora.Optimizer(parameters => optim.AdamW(parameters, lr: 0.05));
            var x = randn(8, 6, dtype: ScalarType.Float64);
            for (var step = 0; step < 6; step++)
            {
                if (step == 3)
                    optimizer.Resize(model.Key, 1);
                optimizer.zero_grad();
                model.forward(x).sub(1).pow(2).mean().backward();
                optimizer.step();
            }

            return model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        }
    }

    [Fact]
    public void A_group_adds_nothing_to_what_the_model_registers_and_saves()
    {
        using var model = new GroupedFixed();
        Assert.Equal(
            "key.lora_default.lora_A key.lora_default.lora_B key.weight query.bias query.lora_default.lora_A query.lora_default.lora_B query.weight value.bias value.lora_default.lora_A value.lora_default.lora_B value.weight",
            string.Join(' ', model.state_dict().Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void What_is_saved_and_loaded_runs_as_a_group()
    {
        using var scope = NewDisposeScope();
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            using var model = new GroupedFixed();
            foreach (var (_, adapter) in model.Set.Named())
                Reference.Randomize(adapter);
            model.Lora.Save(folder.FullName);
            var x = randn(3, 7);
            var before = model.Together(x);
            foreach (var (_, adapter) in model.Set.Named())
                Reference.Randomize(adapter);
            Assert.NotEqual(0, Reference.MaxDifference(before.First, model.Together(x).First));
            model.Lora.Load(folder.FullName);
            var after = model.Together(x);
            Assert.True(Reference.SameBits(before.First, after.First));
            Assert.True(Reference.SameBits(before.Third, after.Third));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class Doubling : ILayerProbe
    {
        public List<(LayerAdapter Adapter, Tensor Input, long[] Shape)> Seen { get; } = [];

        public Tensor Observe(LayerAdapter adapter, Tensor input, Tensor output)
        {
            Seen.Add((adapter, input, output.shape));
            return output * 2;
        }
    }
}
