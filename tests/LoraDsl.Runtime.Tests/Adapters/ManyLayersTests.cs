using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Methods;
using LoraDsl.Optimization;
using LoraDsl.Ranks;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Adapters;

/// <summary>Eight times as many layers are eight times as much work, in everything that looks at all of them.</summary>
public sealed class ManyLayersTests
{
    // Collections double as they grow, so both numbers of layers are as far below a power of two.
    private const int Few = 500;
    private const int Many = 4_000;
    private const double MostGrowth = 8.8;

    [Fact]
    public void Every_operation_allocates_in_proportion_to_the_layers() => RequireProportion(Operations);

    [Fact]
    public void Starts_that_know_their_place_allocate_in_proportion_to_the_layers() => RequireProportion(Starts);

    [Fact]
    public void A_layer_knows_its_place_in_the_whole_model()
    {
        using var model = new ManyStarts(6);
        Assert.All(model.Lora.Named(), entry => Assert.Equal(entry.Path, entry.Adapter.Owner!.PathInModel(entry.Adapter)));
    }

    [Fact]
    public void A_pattern_with_a_key_for_every_layer_is_looked_up_not_tried()
    {
        var (few, many) = (Lookup(Few), Lookup(Many));
        Assert.True(many <= MostGrowth * few, $"{few} bytes for {Few} keys, {many} for {Many}");

        static long Lookup(int count)
        {
            var pattern = new Dictionary<string, double>();
            for (var index = 0; index < count; index++)
                pattern.Add($"blocks.{10_000 + index}.query", index);
            var start = GC.GetAllocatedBytesForCurrentThread();
            var lookup = new PatternLookup(pattern, "test");
            Assert.All(pattern, entry => Assert.Equal(entry.Value, lookup.ValueFor(entry.Key, -1)));
            return GC.GetAllocatedBytesForCurrentThread() - start;
        }
    }

    [Theory]
    [InlineData("model.lay.r", 6)]
    [InlineData("model.layer", 6)]
    [InlineData("relayer", 1)]
    [InlineData("model.up1.query", 3)]
    [InlineData("model.up1.key", 2)]
    [InlineData("query", 4)]
    [InlineData("other", 1)]
    public void A_key_is_an_expression_and_the_first_that_matches_counts(string path, double expected) => Assert.Equal(
        expected,
        new PatternLookup(new Dictionary<string, double> { ["lay.r"] = 6, ["up[0-9].query"] = 3, ["model.up1.key"] = 2, ["query"] = 4, ["up1.query"] = 5 }, "test")
            .ValueFor(path, 1));

    [Theory]
    [InlineData(RankRounding.Ceiling)]
    [InlineData(RankRounding.Nearest)]
    public void What_rounding_gave_too_much_is_taken_from_whom_it_raised_most_the_last_of_equals(RankRounding rounding)
    {
        var random = new Random(5);
        for (var trial = 0; trial < 50; trial++)
        {
            double[] shares = [.. Enumerable.Range(0, 12).Select(_ => random.Next(0, 9) / 4.0)];
            long[] costs = [.. shares.Select(_ => (long)random.Next(1, 3))];
            int[] room = [.. shares.Select(_ => 3)];
            var total = (long)(shares.Zip(costs, (share, cost) => share * cost).Sum() * 0.7);
            Assert.Equal(OneByOne(shares, room, costs, rounding, total), new ShareRounding(shares, room, costs).Round(rounding, total).Ranks);
        }
    }

    private static int[] OneByOne(double[] shares, int[] room, long[] costs, RankRounding rounding, long total)
    {
        int[] ranks =
        [
            .. shares.Select((share, index) => Math.Min(
                room[index], (int)(rounding == RankRounding.Ceiling ? Math.Ceiling(share) : Math.Round(share, MidpointRounding.AwayFromZero)))),
        ];
        while (ranks.Zip(costs, (rank, cost) => rank * cost).Sum() > total)
        {
            var most = Enumerable.Range(0, ranks.Length).Where(index => ranks[index] > 0)
                .OrderByDescending(index => ranks[index] - shares[index]).ThenByDescending(index => index).First();
            ranks[most]--;
        }

        return ranks;
    }

    private static void RequireProportion(Action<int, Action<string, Action>> operations)
    {
        Measure(40, operations);
        var few = Measure(Few, operations);
        var many = Measure(Many, operations);
        Assert.All(few, entry => Assert.True(
            many[entry.Key] - TorchSharpScans(entry.Key) <= MostGrowth * entry.Value, $"{entry.Key}: {entry.Value} bytes for {Few} layers, {many[entry.Key]} for {Many}"));
    }

    // TorchSharp's optimizers keep their states in a dictionary that looks through all entries, and boxes a key for each, when one is set: two
    // entries a layer when the optimizer is made, and two more at most for each change of a rank.
    private static long TorchSharpScans(string operation)
    {
        const long BoxBytes = 24;
        const long Entries = 2 * Many;
        return operation switch
        {
            "optimizer" => BoxBytes * Entries * Entries / 2,
            "shrink" => BoxBytes * Entries * Entries * 3 / 2,
            "grow" => BoxBytes * Entries * Entries * 5 / 2,
            _ => 0,
        };
    }

    private static Dictionary<string, long> Measure(int layers, Action<int, Action<string, Action>> operations)
    {
        var bytes = new Dictionary<string, long>();
        operations(layers, Count);
        return bytes;

        void Count(string operation, Action work)
        {
            var start = GC.GetAllocatedBytesForCurrentThread();
            work();
            bytes.Add(operation, GC.GetAllocatedBytesForCurrentThread() - start);
        }
    }

    private static void Operations(int layers, Action<string, Action> count)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            ManyLayers model = null!;
            count("attach", () => model = new ManyLayers(layers));
            using var made = model;
            count("names", () => Assert.Equal(layers, model.Lora.Named().Select(entry => entry.Path).Distinct().Count()));
            count("parameters", () => Assert.Equal(4 * layers, model.named_parameters().Count()));
            count("state dictionary", () => Assert.Equal(4 * layers, model.state_dict().Count));
            count("train", () => model.train());
            count("freeze", model.Lora.FreezeBase);
            count("allocate", () => model.Lora.AllocateRanksEvenly());
            LoraOptimizer optimizer = null!;
            count("optimizer", () => optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1)));
            using var running = optimizer;
            count("step", () => optimizer.step());
            count("save state", () => State(model, state => optimizer.Save(state)));
            count("load state", () => State(model, state => model.Lora.LoadState(state)));
            count("shrink", () => Resize(model.Lora, optimizer, _ => 1));
            count("grow", () => Resize(model.Lora, optimizer, adapter => adapter.MaxRank));
            count("merge", model.Lora.Merge);
            count("unmerge", model.Lora.Unmerge);
            count("save", () => model.Lora.Save(folder.FullName));
            count("load", () => model.Lora.Load(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static void State(ManyLayers model, Action<SavedState> use)
        {
            using var state = new SavedState();
            model.Lora.SaveState(state);
            use(state);
        }
    }

    private static void Starts(int layers, Action<string, Action> count)
    {
        ManyStarts model = null!;
        count("attach", () => model = new ManyStarts(layers));
        using var made = model;
        model.Lora.FreezeBase();
        count("allocate", () => model.Lora.AllocateRanksEvenly());
        count("initialize", () => model.Lora.Initialize());
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1));
        count("shrink", () => Resize(model.Lora, optimizer, _ => 1));
        count("grow", () => Resize(model.Lora, optimizer, adapter => adapter.MaxRank));
        count("reset", model.Lora.Reset);
    }

    private static void Resize(AdapterSet set, LoraOptimizer optimizer, Func<AdaptiveLoraAdapter, int> rank)
    {
        foreach (var adapter in set.Named().Select(entry => entry.Adapter).OfType<AdaptiveLoraAdapter>())
            optimizer.Resize(adapter, rank(adapter));
    }
}
