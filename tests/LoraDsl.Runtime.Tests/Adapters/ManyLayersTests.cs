using LoraDsl.Allocation;
using LoraDsl.Checkpoints;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.Training;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Adapters;

/// <summary>Eight times as many layers are eight times as much work, in everything that looks at all of them.</summary>
public sealed class ManyLayersTests
{
    // Collections double as they grow, so both numbers of layers are as far below a power of two.
    private const int Few = 1_000;
    private const int Many = 8_000;
    private const double MostGrowth = 8.8;

    [Fact]
    public void Every_operation_allocates_in_proportion_to_the_layers()
    {
        Measure(40);
        var few = Measure(Few);
        var many = Measure(Many);
        Assert.All(few, entry => Assert.True(
            many[entry.Key] <= MostGrowth * entry.Value, $"{entry.Key}: {entry.Value} bytes for {Few} layers, {many[entry.Key]} for {Many}"));
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
            var lookup = new PatternLookup(pattern);
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
        new PatternLookup(new Dictionary<string, double> { ["lay.r"] = 6, ["up[0-9].query"] = 3, ["model.up1.key"] = 2, ["query"] = 4, ["up1.query"] = 5 })
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

    private static Dictionary<string, long> Measure(int layers)
    {
        var folder = Directory.CreateTempSubdirectory();
        var bytes = new Dictionary<string, long>();
        try
        {
            ManyLayers model = null!;
            Count("attach", () => model = new ManyLayers(layers));
            using var made = model;
            Count("names", () => Assert.Equal(layers, model.Lora.Named().Select(entry => entry.Path).Distinct().Count()));
            Count("freeze", model.Lora.FreezeBase);
            Count("allocate", () => model.Lora.AllocateRanksEvenly());
            LoraOptimizer optimizer = null!;
            Count("optimizer", () => optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1)));
            using var running = optimizer;
            Count("step", () => optimizer.step());
            Count("merge", model.Lora.Merge);
            Count("unmerge", model.Lora.Unmerge);
            Count("save", () => model.Lora.Save(folder.FullName));
            Count("load", () => model.Lora.Load(folder.FullName));
            return bytes;
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        void Count(string operation, Action work)
        {
            var start = GC.GetAllocatedBytesForCurrentThread();
            work();
            bytes.Add(operation, GC.GetAllocatedBytesForCurrentThread() - start);
        }
    }
}
