using LoraDsl.Allocation;
using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;

namespace LoraDsl.Runtime.Tests.KnownTruth;

/// <summary>Do ranks follow importance where it is known what they should be?</summary>
public sealed class KnownTruthTests
{
    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Measures_and_AdaLora_find_the_order_and_beat_uniform_ranks(int seed)
    {
        using var planted = new PlantedRanks(seed);
        var uniform = planted.Train([5, 5, 5, 5]);
        var outcomes = new Dictionary<string, (int[] Ranks, double Loss)>();
        foreach (var measure in new IImportanceMeasure[] { new GradientNorm(), new GradientNorm(MatrixNorm.L1), new TaylorImportance(), WeightChange(planted) })
        {
            var ranks = planted.Ranks((problem, model) => Allocate(model, problem, measure));
            var known = outcomes.Values.FirstOrDefault(outcome => outcome.Ranks.AsSpan().SequenceEqual(ranks));
            outcomes[measure.Name] = (ranks, known.Ranks is null ? planted.Train(ranks) : known.Loss);
        }

        var (loss, triplets) = planted.TrainTriplets();
        outcomes["AdaLoRA"] = (triplets, loss);

        Assert.All(outcomes, outcome =>
        {
            var ranks = outcome.Value.Ranks;
            Assert.True(ranks[0] > ranks[1] && ranks[1] > ranks[2] && ranks[2] > ranks[3], $"{outcome.Key}: {string.Join(", ", ranks)}");
            Assert.Equal(0, ranks[3]);
            Assert.Equal(20, ranks.Sum());
            Assert.True(outcome.Value.Loss < 0.8 * uniform, $"{outcome.Key}: {outcome.Value.Loss} against {uniform} with uniform ranks");
        });
        Assert.Equal(PlantedRanks.Truth, outcomes["weight change"].Ranks);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_change_of_full_fine_tuning_has_the_planted_ranks(int seed)
    {
        using var planted = new PlantedRanks(seed);
        using var model = planted.Model();
        var changes = WeightChange(planted).Compare(model.Lora.Named());
        Assert.Equal(PlantedRanks.Truth, changes.Select(change => change.EffectiveRank));
        Assert.All(changes, change => Assert.InRange(change.Rank90, 0, change.EffectiveRank));
    }

    private static RankAllocation Allocate(ParallelNet model, PlantedRanks problem, IImportanceMeasure measure) =>
        model.Lora.AllocateRanks(problem.Batches(), batch => PlantedRanks.Loss(model, batch), measure);

    private static WeightChangeImportance WeightChange(PlantedRanks planted)
    {
        var (before, after) = planted.FineTuned();
        return new WeightChangeImportance(before, after);
    }
}
