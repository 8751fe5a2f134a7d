using LoraDsl.Allocation;
using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.Schedules;

namespace LoraDsl.Runtime.Tests.KnownTruth;

/// <summary>Do ranks follow importance where it is known what they should be?</summary>
public sealed class KnownTruthTests
{
    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5];

    private static readonly double[] s_even = [5, 5, 5, 5];

    // Mean ranks of five seeds, as the table of docs/ranks.md has them.
    private static readonly Dictionary<string, double[]> s_documented = new()
    {
        ["gradient norm L2"] = [9, 7, 4, 0],
        ["gradient norm L1"] = [10, 7, 3, 0],
        ["Taylor"] = [10, 7, 3, 0],
        ["Taylor, second order"] = [6.6, 5.2, 4.2, 4],
        ["weight change"] = [12, 6, 2, 0],
        ["sensitivity times uncertainty"] = [12, 6, 2, 0],
        ["Hessian top eigenvalue"] = s_even,
        ["Hessian trace"] = s_even,
        ["activation variance"] = s_even,
        ["activation entropy, 64 bins"] = s_even,
        ["ablation to zero"] = s_even,
        ["ablation to the mean"] = s_even,
        ["explained variance"] = s_even,
    };

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
    public void The_gradients_energy_finds_the_planted_ranks(int seed)
    {
        using var planted = new PlantedRanks(seed);
        var options = new GradientEnergyOptions { MinRank = 0, Saving = 0 };
        int[] ranks = [.. planted.GradientSpectra().Select(values =>
        {
            // The first window only says how great the gradient was.
            var selector = new GradientEnergySelector(options);
            selector.Select(rank: 5, values);
            return selector.Select(rank: 5, values).Rank;
        })];
        Assert.Equal(PlantedRanks.Truth, ranks);
        var (found, uniform) = (planted.Train(ranks), planted.Train([5, 5, 5, 5]));
        Assert.True(found < 0.1 * uniform, $"{found} against {uniform} with uniform ranks");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_change_of_full_fine_tuning_has_the_planted_ranks(int seed)
    {
        using var planted = new PlantedRanks(seed);
        using var model = planted.Model();
        var changes = WeightChange(planted).Compare(model.Lora.Named());
        Assert.Equal(PlantedRanks.Truth, changes.Select(change => change.Spectrum.EffectiveRank));
        Assert.All(changes, change => Assert.InRange(change.Spectrum.RankHolding(0.9), 0, change.Spectrum.EffectiveRank));
    }

    /// <summary>
    /// What every measure gives on this problem, by its nature: docs/ranks.md has the same table. Layers that run side by side on the same
    /// inputs look alike to whatever does not ask the loss how wrong they are.
    /// </summary>
    [Fact]
    public void What_each_measure_sees_there_is_what_the_documentation_says()
    {
        var sums = new Dictionary<string, double[]>();
        foreach (var seed in Enumerable.Range(1, 5))
        {
            using var planted = new PlantedRanks(seed);
            foreach (var measure in Measures(planted))
            {
                var ranks = planted.Ranks((problem, model) => Allocate(model, problem, measure));
                var sum = sums.TryGetValue(measure.Name, out var known) ? known : sums[measure.Name] = new double[4];
                for (var index = 0; index < 4; index++)
                    sum[index] += ranks[index] / 5.0;
            }
        }

        Assert.Equal(s_documented.Keys.Order(), sums.Keys.Order());
        Assert.All(sums, entry => Assert.All(
            s_documented[entry.Key].Zip(entry.Value),
            pair => Assert.True(Math.Abs(pair.First - pair.Second) < 0.5, $"{entry.Key}: {string.Join(", ", entry.Value)}")));
    }

    private static IEnumerable<IImportanceMeasure> Measures(PlantedRanks planted) =>
    [
        new GradientNorm(),
        new GradientNorm(MatrixNorm.L1),
        new TaylorImportance(),
        new TaylorImportance(secondOrder: true),
        WeightChange(planted),
        new SensitivityImportance(),
        new HessianImportance(),
        new HessianImportance(HessianQuantity.Trace),
        new ActivationImportance(),
        new ActivationImportance(ActivationStatistic.Entropy),
        new AblationImportance(),
        new AblationImportance(Ablation.Mean),
        new ExplainedVariance(),
    ];

    private static RankAllocation Allocate(ParallelNet model, PlantedRanks problem, IImportanceMeasure measure) =>
        model.Lora.AllocateRanks(problem.Batches(), batch => PlantedRanks.Loss(model, batch), measure);

    private static WeightChangeImportance WeightChange(PlantedRanks planted)
    {
        var (before, after) = planted.FineTuned();
        return new WeightChangeImportance(before, after);
    }
}
