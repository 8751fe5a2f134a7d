using LoraDsl.Adapters;
using LoraDsl.Management;
using LoraDsl.Methods;
using LoraDsl.Schedules;
using static TorchSharp.torch;

namespace LoraDsl.Training.Host;

/// <summary>Small trainings, one for each method: what the tests stop and go on with.</summary>
internal static class Trainings
{
    public const int Steps = 48;

    private const int Examples = 40;

    /// <summary>The trainings by name.</summary>
    public static IReadOnlyDictionary<string, Func<TinyTraining>> All { get; } = new Dictionary<string, Func<TinyTraining>>(StringComparer.Ordinal)
    {
        ["lora"] = () =>
        {
            var net = new FixedNet();
            return Of(net, net.Lora, p => optim.AdamW(p, lr: 0.02, weight_decay: 0.1), new TrainerOptions { Accumulation = 2, ClipNorm = 0.5 }, [net.Top.weight]);
        },
        ["schedule"] = () =>
        {
            var net = new ScheduledNet();
            net.Lora.AllocateRanksEvenly();
            foreach (var adapter in (AdaptiveLoraAdapter[])[net.Lora.Up, net.Lora.Down, net.Lora.Head])
                adapter.Resize(2);
            return Of(net, net.Lora, p => optim.Adam(p, lr: 0.02), new TrainerOptions
            {
                Schedules = new RankScheduleOptions
                {
                    GradientEnergy = new() { Window = 5 },
                    Loss = new() { StepsPerCheck = 2, Patience = 3, Improvement = 0.05 },
                    GradientSubspace = new() { Window = 7, ConsistencySteps = 3, GrowthConsistency = 0.1, ReductionConsistency = 0.1 },
                },
                Scheduler = o => optim.lr_scheduler.CosineAnnealingLR(o, Steps),
            });
        },
        ["adalora"] = () =>
        {
            var net = new TripletNet();
            return Of(net, net.Lora, p => optim.AdamW(p, lr: 0.02), new TrainerOptions
            {
                AdaLora = new AdaLoraOptions(Steps) { WarmupSteps = 6, FinalSteps = 14, AllocationInterval = 2 },
                Scheduler = o => optim.lr_scheduler.StepLR(o, 2, 0.7),
                SchedulerUnit = TrainingUnit.Epoch,
            });
        },
        ["dylora"] = () =>
        {
            var net = new DynamicNet();
            return Of(net, net.Lora, p => optim.SGD(p, 0.05, momentum: 0.9), new TrainerOptions { Scheduler = o => optim.lr_scheduler.OneCycleLR(o, 0.1, total_steps: Steps + 1) });
        },
        ["pissa"] = () =>
        {
            var net = new PrincipalNet();
            net.Lora.Initialize();
            return Of(net, net.Lora, p => optim.AdamW(p, lr: 0.02), new TrainerOptions());
        },
        ["managed"] = () =>
        {
            var net = new ManagedNet();
            var manager = new RankManager(net.Lora, new RankManagerSettings { InitialRank = 2, Patience = 2 });
            manager.Start();

            // A rate so small that the loss stands still: the manager adds ranks.
            return Of(net, net.Lora, p => optim.Adam(p, lr: 1e-6), new TrainerOptions()) with { Callbacks = [new RankManagement(manager)] };
        },
        ["lors"] = () =>
        {
            var net = new SparseNet();
            return Of(net, net.Lora, p => optim.SGD(p, 0.05), new TrainerOptions { Scheduler = o => optim.lr_scheduler.ReduceLROnPlateau(o, patience: 0, threshold: 0.05) });
        },
        ["amsgrad"] = () =>
        {
            var net = new FixedNet();
            return Of(net, net.Lora, p => optim.Adam(p, lr: 0.02, amsgrad: true), new TrainerOptions { Scheduler = o => optim.lr_scheduler.ExponentialLR(o, 0.97) });
        },
    };

    private static TinyTraining Of(
        nn.Module<Tensor, Tensor> model, AdapterSet lora, Func<IEnumerable<TorchSharp.Modules.Parameter>, optim.Optimizer> optimizer, TrainerOptions options, params TorchSharp.Modules.Parameter[] unfrozen)
    {
        lora.FreezeBase();
        foreach (var parameter in unfrozen)
            parameter.requires_grad = true;
        using var generator = new Generator(11);
        var inputs = randn([Examples, 10], generator: generator).DetachFromDisposeScope();
        var labels = randint(0, 10, [Examples], generator: generator, dtype: ScalarType.Int64).DetachFromDisposeScope();
        var shared = options with
        {
            Steps = Steps,
            Seed = 3,
            ValidateEvery = TrainingInterval.Epochs(1),
            CheckpointEvery = TrainingInterval.Steps(3),
            RestoresBest = false,
            DropUnfrozen = true,
        };
        return new TinyTraining(model, lora, optimizer, shared, inputs, labels);
    }
}
