using System.Globalization;
using LoraDsl.Optimization;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.State;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace LoraDsl.Runtime.Tests.Training;

/// <summary>To every scheduler of TorchSharp the optimizer is what the wrapped one is.</summary>
public sealed class SchedulerTests
{
    private const int Steps = 24;
    private const int ResizeAt = 8;
    private const int ReloadAt = 16;

    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, optim.Optimizer>> Optimizers = new()
    {
        ["SGD"] = parameters => optim.SGD(parameters, 0.1, momentum: 0.9),
        ["RMSProp"] = parameters => optim.RMSProp(parameters, lr: 0.1, momentum: 0.9),
        ["Adam"] = parameters => optim.Adam(parameters, lr: 0.1),
        ["AdamW"] = parameters => optim.AdamW(parameters, lr: 0.1),
        ["Adagrad"] = parameters => optim.Adagrad(parameters, lr: 0.1),
    };

    private static readonly Dictionary<string, Func<optim.Optimizer, LRScheduler>> Schedulers = new()
    {
        ["LambdaLR"] = o => LambdaLR(o, epoch => 1.0 / (1 + epoch)),
        ["MultiplicativeLR"] = o => MultiplicativeLR(o, _ => 0.9),
        ["StepLR"] = o => StepLR(o, 3, 0.5),
        ["MultiStepLR"] = o => MultiStepLR(o, [5, 9, 18], 0.5),
        ["PolynomialLR"] = o => PolynomialLR(o, Steps, 2),
        ["ExponentialLR"] = o => ExponentialLR(o, 0.9),
        ["ConstantLR"] = o => ConstantLR(o, 0.5, 10),
        ["LinearLR"] = o => LinearLR(o, 0.1, 1, 12),
        ["SequentialLR"] = o => SequentialLR(o, [LinearLR(o, 0.1, 1, 6), ExponentialLR(o, 0.9)], [6]),
        ["ChainedLR"] = o => ChainedLR([ConstantLR(o, 0.5, 10), ExponentialLR(o, 0.9)]),
        ["CosineAnnealingLR"] = o => CosineAnnealingLR(o, Steps, 0.01),
        ["ReduceLROnPlateau"] = o => ReduceLROnPlateau(o, patience: 2),
        ["CyclicLR"] = o => CyclicLR(o, 0.01, 0.2, 5),
        ["CyclicLR without momentum"] = o => CyclicLR(o, 0.01, 0.2, 5, cycle_momentum: false),
        ["OneCycleLR"] = o => OneCycleLR(o, 0.2, Steps + 2),
        ["OneCycleLR, three phases"] = o => OneCycleLR(o, 0.2, Steps + 2, three_phase: true),
        ["OneCycleLR without momentum"] = o => OneCycleLR(o, 0.2, Steps + 2, cycle_momentum: false),
    };

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var optimizer in Optimizers.Keys)
            {
                foreach (var scheduler in Schedulers.Keys)
                    pairs.Add(optimizer, scheduler);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_scheduler_does_to_it_what_it_does_to_the_wrapped_one(string optimizer, string scheduler)
    {
        var (wanted, refused) = Course(optimizer, scheduler, Plain, changes: false);
        var (course, error) = Course(optimizer, scheduler, Ours, changes: false);

        Assert.Equal((refused?.GetType(), refused?.Message), (error?.GetType(), error?.Message));
        Assert.Equal(wanted, course);
        Assert.Equal(refused is null ? Steps : 0, course.Count);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void So_it_does_past_a_change_of_rank_and_a_stop(string optimizer, string scheduler) =>
        Assert.Equal(Course(optimizer, scheduler, Plain, changes: false).Course, Course(optimizer, scheduler, Ours, changes: true).Course);

    [Fact]
    public void What_the_wrapped_optimizer_cannot_is_refused_by_the_schedulers_own_words()
    {
        var (_, error) = Course("Adagrad", "OneCycleLR", Ours, changes: false);
        Assert.Contains("optimizer must support momentum", Assert.IsType<ArgumentException>(error).Message, StringComparison.Ordinal);
    }

    private static optim.Optimizer Plain(AdaptiveUnscaled model, Func<IEnumerable<Parameter>, optim.Optimizer> create) =>
        create(model.parameters().Where(parameter => parameter.requires_grad));

    private static LoraOptimizer Ours(AdaptiveUnscaled model, Func<IEnumerable<Parameter>, optim.Optimizer> create) => model.Lora.Optimizer(create);

    /// <summary>Rate, momentum and betas after each step, or why there are none.</summary>
    private static (IReadOnlyList<string> Course, Exception? Refused) Course(
        string optimizer, string scheduler, Func<AdaptiveUnscaled, Func<IEnumerable<Parameter>, optim.Optimizer>, optim.Optimizer> make, bool changes)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var model = Model(rank: 2);
        var taken = make(model, Optimizers[optimizer]);
        var course = new List<string>();
        try
        {
            var schedule = Schedulers[scheduler](taken);
            for (var step = 1; step <= Steps; step++)
            {
                if (changes && step == ResizeAt)
                    ((LoraOptimizer)taken).Resize(model.Layer, 3);
                if (changes && step == ReloadAt)
                    (model, taken, schedule) = Reloaded(model, (LoraOptimizer)taken, optimizer, scheduler, step - 1);
                taken.zero_grad();
                model.forward(ones(2, 9)).square().mean().backward();
                taken.step();
                Advance(schedule);
                course.Add(string.Join("; ", taken.ParamGroups.Select(Settings)));
            }

            return (course, null);
        }
        catch (ArgumentException error)
        {
            return (course, error);
        }
    }

    private static void Advance(LRScheduler schedule)
    {
        if (schedule is impl.ReduceLROnPlateau plateau)
            plateau.step(1.0);
        else
            schedule.step();
    }

    private static (AdaptiveUnscaled, LoraOptimizer, LRScheduler) Reloaded(AdaptiveUnscaled model, LoraOptimizer taken, string optimizer, string scheduler, int steps)
    {
        using var state = new SavedState();
        taken.Save(state);
        var fresh = Model(model.Layer.Rank);
        var next = fresh.Lora.Optimizer(Optimizers[optimizer]);
        var schedule = Schedulers[scheduler](next);
        for (var step = 0; step < steps; step++)
            Advance(schedule);
        next.Load(state);
        return (fresh, next, schedule);
    }

    private static AdaptiveUnscaled Model(int rank)
    {
        var model = new AdaptiveUnscaled();
        model.Layer.Allocate(rank);
        model.Lora.FreezeBase();
        return model;
    }

    private static string Settings(optim.ILearningRateController group) => string.Create(
        CultureInfo.InvariantCulture,
        $"{group.LearningRate:r} {group.InitialLearningRate:r} {(group as optim.IMomentum)?.Momentum:r} {(group as optim.IBetas)?.Betas}");
}
