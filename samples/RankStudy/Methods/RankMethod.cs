using LoraDsl;
using LoraDsl.Adapters;
using LoraDsl.Allocation;
using LoraDsl.Importance;
using LoraDsl.Ranks;
using RankStudy.Runs;
using Shared.Data;
using static TorchSharp.torch;

namespace RankStudy.Methods;

/// <summary>A way to find the ranks of LoRA before training.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Group">What it belongs to in the tables.</param>
/// <param name="Allocate">Gives the adapters of a model their ranks.</param>
internal sealed record RankMethod(string Name, MethodGroup Group, Action<StudyData, AdapterSet> Allocate)
{
    // The threshold's two ranks lie about the mean of the budget.
    private const int LowRank = 1;
    private const int HighRank = 4;
    private const int RandomMethods = 3;
    private const int SearchSeed = 1;

    /// <summary>Even shares, which everything is compared with.</summary>
    public const string Uniform = "uniform";

    /// <summary>All ways to find ranks before training.</summary>
    public static IReadOnlyList<RankMethod> All { get; } = [.. Controls(), .. NamedMeasure.All.SelectMany(Pairs), .. Searches()];

    /// <summary>The task that finds the ranks.</summary>
    public StudyTask Task(DataSet data) => new(data, TaskKind.Allocate, Name);

    private static IEnumerable<RankMethod> Controls()
    {
        yield return new RankMethod(Uniform, MethodGroup.Control, (_, set) => set.AllocateRanksEvenly());
        for (var number = 1; number <= RandomMethods; number++)
        {
            var seed = number;
            yield return new RankMethod($"random {number}", MethodGroup.Control, (data, set) => Give(data, set, new RandomScores(seed), new ProportionalAllocation()));
        }
    }

    private static IEnumerable<RankMethod> Pairs(NamedMeasure measure)
    {
        yield return Pair("proportional", new ProportionalAllocation());
        yield return Pair("threshold", new ThresholdAllocation(LowRank, HighRank));
        if (measure.ScoresComponents)
            yield return Pair("components", new ComponentAllocation());

        RankMethod Pair(string name, IRankAllocation allocation) =>
            new($"{measure.Name}, {name}", MethodGroup.Pair, (data, set) => Give(data, set, measure.Create(data), allocation));
    }

    private static IEnumerable<RankMethod> Searches()
    {
        yield return new RankMethod("REINFORCE", MethodGroup.Search, (data, set) => Give(
            data, set, new GradientNorm(), new ReinforceAllocation(ranks => new TrialTraining(data).Loss(ranks), SearchSeed, data.Plan.Trials)));
        yield return new RankMethod("successive halving", MethodGroup.Search, (data, set) => Give(
            data, set, new GradientNorm(), new SuccessiveHalvingAllocation(new TrialTraining(data).Loss, SearchSeed, Math.Max(2, data.Plan.Trials))));
    }

    private static void Give(StudyData data, AdapterSet set, IImportanceMeasure measure, IRankAllocation allocation)
    {
        var model = (nn.Module<Tensor, Tensor>)set.Model;
        set.AllocateRanks(
            data.Calibration(),
            batch => nn.functional.cross_entropy(model.forward(batch.Images), batch.Labels),
            measure,
            allocation);
    }
}
