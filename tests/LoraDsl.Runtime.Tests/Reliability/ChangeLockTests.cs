using LoraDsl.Adapters;
using LoraDsl.Initialization;
using LoraDsl.Management;
using LoraDsl.Methods;
using LoraDsl.Optimization;
using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.State;
using LoraDsl.Training.Host;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Reliability;

/// <summary>Everything that changes or writes down the adapters of a model waits while another thread does, and is done afterwards.</summary>
public sealed class ChangeLockTests : IDisposable
{
    private static readonly Dictionary<string, Func<TemporaryFolder, (AdapterSet Set, Action Change)>> Changes = new(StringComparer.Ordinal)
    {
        ["enable"] = _ => Of(new FixedNet().Lora, set => set.Enabled = false),
        ["freeze"] = _ => Of(new FixedNet().Lora, set => set.FreezeBase()),
        ["select a rank"] = _ => Of(new DynamicNet().Lora, set => set.SelectRank(2)),
        ["merge"] = _ => Of(new FixedNet().Lora, set => set.Merge()),
        ["merge with a probe"] = _ => Of(new FixedNet().Lora, set => set.Merge(() => ones(1))),
        ["unmerge"] = _ => Of(new FixedNet().Lora, set => set.Unmerge()),
        ["reset"] = _ => Of(new FixedNet().Lora, set => set.Reset()),
        ["save"] = folder => Of(new FixedNet().Lora, set => set.Save(folder["adapter"])),
        ["load"] = folder =>
        {
            var set = new FixedNet().Lora;
            set.Save(folder["adapter"]);
            return Of(set, each => each.Load(folder["adapter"]));
        },
        ["save a state"] = _ => Of(new FixedNet().Lora, set => set.SaveState(new SavedState())),
        ["load a state"] = _ =>
        {
            var (set, state) = (new FixedNet().Lora, new SavedState());
            set.SaveState(state);
            return Of(set, each => each.LoadState(state));
        },
        ["initialize what waits"] = _ => Of(new PrincipalNet().Lora, set => set.Initialize()),
        ["initialize what waits by batches"] = _ =>
        {
            var model = new PrincipalNet();
            return Of(model.Lora, set => set.Initialize(Batches(), batch => Loss(model, batch)));
        },
        ["initialize all"] = _ => Of(new FixedNet().Lora, set => set.Initialize(new OloraInitializer())),
        ["initialize all by batches"] = _ =>
        {
            var model = new FixedNet();
            return Of(model.Lora, set => set.Initialize(Batches(), batch => Loss(model, batch), new LoraGaInitializer()));
        },
        ["initialize one"] = _ => Of(new FixedNet().Lora, set => First<LayerAdapter>(set).Initialize(new OloraInitializer())),
        ["allocate"] = _ =>
        {
            var model = new ManagedNet();
            return Of(model.Lora, set => set.AllocateRanks(Batches(), batch => Loss(model, batch)));
        },
        ["allocate evenly"] = _ => Of(new ManagedNet().Lora, set => set.AllocateRanksEvenly()),
        ["resize"] = _ => Of(Allocated(), set => First<AdaptiveLoraAdapter>(set).Resize(1)),
        ["make an optimizer"] = _ => Of(Frozen(new FixedNet().Lora), set => set.Optimizer(p => optim.SGD(p, 0.1))),
        ["step"] = _ => WithOptimizer(Frozen(new FixedNet().Lora), (_, optimizer) => optimizer.step()),
        ["resize with an optimizer"] = _ => WithOptimizer(Allocated(), (set, optimizer) => optimizer.Resize(First<AdaptiveLoraAdapter>(set), 1)),
        ["compact"] = _ => WithOptimizer(Frozen(new LoraDsl.Training.Host.TripletNet().Lora), (_, optimizer) => optimizer.Compact(), new AdaLoraOptions(48) { WarmupSteps = 6, FinalSteps = 14 }),
        ["start managed ranks"] = _ => Managed(manager => manager.Start()),
        ["observe for managed ranks"] = _ => Managed(manager => manager.Observe(1, 1)),
        ["merge a part of the model"] = _ =>
        {
            var model = new AttentionNet();
            return (model.Lora, () => model.Lora.First.Merge());
        },
    };

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Names => [.. Changes.Keys];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_change_waits_for_another_threads(string name)
    {
        var (set, change) = Changes[name](folder);
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(change));
        bool waits;
        lock (set.ChangeLock)
        {
            thread.Start();
            waits = Waits(thread);
        }

        thread.Join();
        Assert.Null(error);
        Assert.True(waits, $"'{name}' did not wait.");
    }

    /// <summary>Whether the thread comes to a lasting halt before it ends. A short wait, such as for a type's initialization, is none.</summary>
    private static bool Waits(Thread thread)
    {
        const int Lasting = 2000;
        for (var seen = 0; thread.IsAlive; Thread.Yield())
        {
            seen = (thread.ThreadState & ThreadState.WaitSleepJoin) != 0 ? seen + 1 : 0;
            if (seen == Lasting)
                return true;
        }

        return false;
    }

    private static (AdapterSet Set, Action Change) Of(AdapterSet set, Action<AdapterSet> change) => (set, () => change(set));

    private static (AdapterSet Set, Action Change) WithOptimizer(AdapterSet set, Action<AdapterSet, LoraOptimizer> change, AdaLoraOptions? adaLora = null)
    {
        var optimizer = set.Optimizer(p => optim.AdamW(p), adaLora: adaLora);
        return (set, () => change(set, optimizer));
    }

    private static (AdapterSet Set, Action Change) Managed(Action<RankManager> change)
    {
        var set = new ManagedNet().Lora;
        var manager = new RankManager(set, new RankManagerSettings { InitialRank = 2 });
        return (set, () => change(manager));
    }

    private static AdapterSet Allocated()
    {
        var set = new ManagedNet().Lora;
        set.AllocateRanksEvenly();
        return Frozen(set);
    }

    private static AdapterSet Frozen(AdapterSet set)
    {
        set.FreezeBase();
        return set;
    }

    private static T First<T>(AdapterSet set)
        where T : LayerAdapter => set.Named().Select(entry => entry.Adapter).OfType<T>().First();

    private static IEnumerable<Tensor> Batches() => [randn(4, 10), randn(4, 10)];

    private static Tensor Loss(nn.Module<Tensor, Tensor> model, Tensor batch) => model.forward(batch).square().mean();
}
