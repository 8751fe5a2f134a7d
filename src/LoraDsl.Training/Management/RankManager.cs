using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Runs;
using LoraDsl.Methods;
using LoraDsl.Optimization;
using LoraDsl.Training.Initialization;

namespace LoraDsl.Management;

/// <summary>
/// Moves, or recommends, ranks by the course of loss and accuracy: <see cref="RankRules"/> on every window of
/// <see cref="RankManagerSettings.Patience"/> observations. Every decision has a reason and is raised.
/// </summary>
/// <remarks>
/// Adaptive adapters are resized, DyLoRA's answer at another rank of their range; for others, whose rank is fixed, a change is only
/// recommended. AdaLoRA's adapters and those with a schedule are left to their own rules.
/// </remarks>
public sealed class RankManager
{
    private readonly AdapterSet set;
    private readonly RankManagerSettings settings;
    private readonly ManagedAdapter[] adapters;
    private readonly RankBudgets budgets;
    private readonly List<RankObservation> window = [];

    /// <summary>Makes a manager.</summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="settings">What it may do; the defaults when left out.</param>
    /// <param name="optimizer">The model's optimizer, when there is one already; see <see cref="Optimizer"/>.</param>
    /// <exception cref="ArgumentException">The settings have problems, or name layers that there are none of; the message has them all.</exception>
    /// <exception cref="InvalidOperationException">An adaptive adapter has no budget.</exception>
    public RankManager(AdapterSet set, RankManagerSettings? settings = null, LoraOptimizer? optimizer = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        this.set = set;
        this.settings = settings ?? new RankManagerSettings();
        Optimizer = optimizer;
        RequireSound(set, this.settings);
        adapters = [.. from entry in set.Named() where ManagedAdapter.Covers(entry.Adapter) select new ManagedAdapter(entry.Path, entry.Adapter, this.settings.For(entry.Path))];
        budgets = new RankBudgets(set);
    }

    /// <summary>Raised for every decision, those to leave a rank as it is included; <see cref="RunRecords.Decisions"/> writes them down.</summary>
    public event Action<RankDecision>? Decided;

    /// <summary>Raised for an observation that was passed over, because its loss or accuracy is not finite.</summary>
    public event Action<RankObservation>? ObservationSkipped;

    /// <summary>
    /// The model's optimizer, whose <see cref="LoraOptimizer.Resize"/> carries its state along. To be told as soon as there is one: without it
    /// adapters are resized alone.
    /// </summary>
    public LoraOptimizer? Optimizer { get; set; }

    /// <summary>What the manager remembers between two decisions; the ranks themselves are the adapters'.</summary>
    public RankManagerState State => new([.. window]);

    /// <summary>Goes on from a state.</summary>
    /// <param name="state">What <see cref="State"/> was.</param>
    public void Restore(RankManagerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        window.Clear();
        window.AddRange(state.Window);
    }

    /// <summary>
    /// Gives every managed adapter its initial rank, before training: as much as bounds and budgets allow. Adaptive adapters get fresh values;
    /// those whose rank is fixed stay as they are. Where the settings name an initializer, all that get a rank are initialized by it, whatever their
    /// attributes say; an initialization with B·A ≠ 0 is taken back from the base.
    /// </summary>
    /// <returns>What was decided.</returns>
    /// <exception cref="ArgumentException">The least ranks are more than a budget; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">
    /// An adapter is merged or has been trained, cannot be initialized by it, or there is an optimizer already; nothing was changed.
    /// </exception>
    public IReadOnlyList<RankDecision> Start()
    {
        lock (set.ChangeLock)
        {
            set.RequireUnmerged("give ranks to");
            if (Optimizer is not null)
                throw new InvalidOperationException("Initial ranks are given before the optimizer is made.");
            ManagedAdapter[] started = [.. adapters.Where(managed => managed.Adapter is AdaptiveLoraAdapter or DyLoraAdapter)];
            if (Array.Find(started, managed => managed.Adapter.IsTrained) is { Path: var path })
                throw new InvalidOperationException($"The adapter '{path}' has been trained: initializing it again would throw that away. Initialize before training, on a fresh model.");
            foreach (var managed in started.Where(managed => managed.Adapter is DyLoraAdapter && managed.Initializer is not null))
                managed.Adapter.RequireInitializer(managed.Path, managed.Initializer!);

            var ranks = budgets.Grant(started.ToDictionary(managed => managed.Adapter, managed => (managed.Least, managed.Initial)));
            var decisions = new List<RankDecision>();
            foreach (var managed in started)
            {
                var rank = ranks[managed.Adapter];
                var reason = rank == managed.Settings.InitialRank ? "the settings' initial rank"
                    : rank == managed.Initial ? $"the settings' initial rank, {managed.Settings.InitialRank}, within {managed.Least} to {managed.Greatest}"
                    : $"the budget allows {rank} of {managed.Initial}";
                var decision = new RankDecision(0, managed.Path, managed.Rank, rank, "initial", reason);
                if (managed.Adapter is AdaptiveLoraAdapter adaptive)
                    adaptive.Allocate(rank);
                else
                    ((DyLoraAdapter)managed.Adapter).Rank = rank;
                if (managed.StartsAsOriginal)
                    managed.Adapter.InitializeAsOriginal();
                Tell(decision, managed, RankChangeKind.Allocation);
                decisions.Add(decision);
            }

            ModelInitialization.Run(
                set, [.. from managed in started let initializer = managed.Initializer where initializer is not null select new PlannedInitialization(managed.Path, managed.Adapter, initializer, Compensate: true)], null);
            return decisions;
        }
    }

    /// <summary>
    /// Takes note of how the training goes; to be called between two steps, best with a validation's loss and accuracy. Every
    /// <see cref="RankManagerSettings.Patience"/> calls ranks are decided about, and the next window begins.
    /// </summary>
    /// <param name="step">The number of steps that were done.</param>
    /// <param name="loss">The loss. An observation that is not finite is passed over.</param>
    /// <param name="accuracy">The accuracy, or another score that is better when higher.</param>
    /// <returns>What was decided; nothing between two decisions.</returns>
    /// <exception cref="InvalidOperationException">An adapter is merged, or its values are not finite; it keeps its rank.</exception>
    public IReadOnlyList<RankDecision> Observe(long step, double loss, double? accuracy = null)
    {
        lock (set.ChangeLock)
        {
            if (!double.IsFinite(loss) || accuracy is { } score && !double.IsFinite(score))
            {
                ObservationSkipped?.Invoke(new RankObservation(step, loss, accuracy));
                return [];
            }

            window.Add(new RankObservation(step, loss, accuracy));
            if (window.Count < settings.Patience)
                return [];
            set.RequireUnmerged("decide about the ranks of");
            var verdict = RankRules.Judge(window, settings.Threshold);
            window.Clear();
            return Decide(step, verdict);
        }
    }

    private List<RankDecision> Decide(long step, RankVerdict verdict)
    {
        var wanted = adapters.ToDictionary(managed => managed.Adapter, managed => (managed.Rank, managed.Changed(verdict.Change)));
        var granted = budgets.Grant(wanted);
        var decisions = new List<RankDecision>();
        foreach (var managed in adapters)
        {
            var rank = granted[managed.Adapter];
            var decision = new RankDecision(
                step,
                managed.Path,
                managed.Rank,
                rank,
                NameOf(verdict.Rule),
                verdict.Reason + Limits(managed, verdict.Change, rank),
                managed.IsAutomatic || rank == managed.Rank);
            if (decision.Applied && rank != managed.Rank)
                Change(managed, decision);
            Tell(decision, managed, RankChangeKind.Request);
            decisions.Add(decision);
        }

        return decisions;
    }

    private void Change(ManagedAdapter managed, RankDecision decision)
    {
        if (managed.Adapter is DyLoraAdapter dynamic)
            dynamic.Rank = decision.NewRank;
        else if (Optimizer is not null)
            Optimizer.Resize((AdaptiveLoraAdapter)managed.Adapter, decision.NewRank, $"{decision.Rule}: {decision.Reason}");
        else
            ((AdaptiveLoraAdapter)managed.Adapter).Resize(decision.NewRank);
    }

    private void Tell(RankDecision decision, ManagedAdapter managed, RankChangeKind kind)
    {
        var (step, adapter, oldRank, newRank, rule, reason, applied) = decision;
        // The optimizer raises its own.
        if (applied && newRank != oldRank && Optimizer is null && managed.Adapter is AdaptiveLoraAdapter)
            set.OnRankChanged(new RankChange(step, adapter, oldRank, newRank, kind, $"{rule}: {reason}"));
        Decided?.Invoke(decision);
    }

    private string Limits(ManagedAdapter managed, int change, int rank)
    {
        var bounded = managed.Changed(change);
        var bound = change != 0 && bounded != managed.Rank + change
            ? $"; it is bound to {managed.Least} to {managed.Greatest}"
            : "";
        var budget = rank != bounded ? $"; the budget of {budgets.OwnerOf(managed.Adapter)} allows {rank} of {bounded}" : "";
        var recommended = rank == managed.Rank || managed.IsAutomatic ? ""
            : managed.Settings.AutomaticAdjustment == true ? "; only recommended, since the adapter's rank is fixed"
            : "; only recommended, as the settings say";
        return bound + budget + recommended;
    }

    private static string NameOf(RankRule rule) => rule switch
    {
        RankRule.Stagnant => "stagnant",
        RankRule.Overfitting => "overfitting",
        _ => "keep",
    };

    private static void RequireSound(AdapterSet set, RankManagerSettings settings)
    {
        List<string> paths = [.. set.Named().Select(entry => entry.Path)];
        List<string> problems =
        [
            .. settings.Problems(),
            .. settings.Layers.Keys.Where(key => !paths.Exists(path => RankManagerSettings.Fits(key, path)))
                .Select(key => $"layers.{key}: {set.ModelName} has no such adapter; it has {string.Join(", ", paths)}"),
        ];
        if (problems.Count > 0)
            throw new ArgumentException(StrictJson.Message("settings", problems), nameof(settings));
    }
}
