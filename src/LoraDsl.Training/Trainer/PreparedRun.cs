using LoraDsl.Adapters;
using LoraDsl.Checkpoints;
using LoraDsl.Extensibility;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Runs;
using LoraDsl.Optimization;
using LoraDsl.State;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>
/// Everything that a run needs, made for one that begins or restored for one that goes on. Whatever cannot be is found out before
/// anything of the model or of the folder is changed.
/// </summary>
internal sealed class PreparedRun : IDisposable
{
    private FolderLock? exclusive;

    private PreparedRun(AdapterSet set, TrainerOptions options, IReadOnlyList<ITrainingCallback> callbacks, List<string> notes)
    {
        (Set, Options, Callbacks, Notes) = (set, options, callbacks, notes);
        Best = new BestAdapter(options.Metric, options.EarlyStopping);
        if (options.Folder is null)
            return;
        Folder = new RunFolder(options.Folder);
        Store = new CheckpointStore(Folder.Checkpoints, options.KeepCheckpoints);
    }

    public AdapterSet Set { get; }

    public TrainerOptions Options { get; }

    public IReadOnlyList<ITrainingCallback> Callbacks { get; }

    /// <summary>What is to be told when the run begins.</summary>
    public IReadOnlyList<string> Notes { get; }

    public RunFolder? Folder { get; }

    public CheckpointStore? Store { get; }

    public BestAdapter Best { get; }

    public TrainingPosition Position { get; } = new();

    public LoraOptimizer Optimizer { get; private set; } = null!;

    public LearningRates Rates { get; private set; } = null!;

    public RandomState Random { get; private set; } = null!;

    public RunWriter? Writer { get; private set; }

    /// <summary>Makes a run, or restores it. Its folder is the run's own from before anything of it is read to the end.</summary>
    /// <exception cref="IOException">Another run is in the folder.</exception>
    public static PreparedRun Prepare(
        AdapterSet set,
        Func<IEnumerable<Parameter>, optim.Optimizer> optimizer,
        TrainerOptions options,
        IReadOnlyList<ITrainingCallback> callbacks)
    {
        var notes = new List<string>();
        var run = new PreparedRun(set, options, callbacks, notes);
        try
        {
            run.TakeFolder();
            if (run.Folder is not null && options.Start == RunStart.New && RunWriter.HasRun(run.Folder))
                throw new InvalidOperationException($"'{run.Folder.Root}' holds a run already: take another folder, or set Start to RunStart.Resume to go on with it, or to RunStart.Replace to remove it.");
            using var saved = options.Start == RunStart.Resume ? run.Store?.ReadNewest(notes.Add)?.State : null;
            if (saved is null)
                run.Begin(optimizer);
            else
                run.GoOn(optimizer, saved);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>The whole state of the run, between two steps.</summary>
    public SavedState Save()
    {
        var state = new SavedState();
        try
        {
            ModelState.Save(Set, state.Section("model"));
            Optimizer.Save(state.Section("optimizer"));
            Rates.Save(state.Section("rates"));
            Best.Save(state.Section("best"));
            Position.Save(state.Section("position"));
            Random.Save(state.Section("random"));
            Writer?.Save(state.Section("files"));
            foreach (var (index, callback) in Callbacks.Index())
                (callback as IStateful)?.Save(state.Section(NameOf(callback, index)));
            return state;
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Writer?.Dispose();
        Optimizer?.Dispose();
        Random?.Dispose();
        Best.Dispose();
        exclusive?.Dispose();
    }

    private void TakeFolder()
    {
        if (Folder is not null)
            exclusive = FolderLock.Take(Folder.Root);
    }

    private void Begin(Func<IEnumerable<Parameter>, optim.Optimizer> optimizer)
    {
        if (Options.Seed is { } seed)
            manual_seed(seed);
        if (Folder is not null && !Options.DropUnfrozen)
            Set.RequireNothingUnsaved();
        MakeOptimizer(optimizer);
        if (Folder is null)
            return;
        Optimizer.RequireState();
        var description = RunDescriptions.Of(Set, Optimizer, Options);
        if (Options.Start == RunStart.Replace)
            RunWriter.Remove(Folder);
        Writer = RunWriter.Open(Folder, null);
        Writer.Write(description);
    }

    private void GoOn(Func<IEnumerable<Parameter>, optim.Optimizer> optimizer, SavedState saved)
    {
        using var before = new SavedState();
        ModelState.Save(Set, before);
        StagedFolder.Sweep(Folder!.Root);
        StagedFolder.Sweep(Folder.Checkpoints);
        StagedFolder? best = null;
        try
        {
            ModelState.RequireFit(Set, saved.Section("model"));
            Best.Load(saved.Section("best"));
            best = StageBest();
            ModelState.Load(Set, saved.Section("model"), resumes: true);
            MakeOptimizer(optimizer);
            Rates.Load(saved.Section("rates"));
            Optimizer.Load(saved.Section("optimizer"));
            Position.Load(saved.Section("position"));
            foreach (var (index, callback) in Callbacks.Index())
            {
                if (callback is IStateful stateful && saved.Has(NameOf(callback, index)))
                    stateful.Load(saved.Section(NameOf(callback, index)));
            }

            Writer = RunWriter.Open(Folder, saved.Section("files"));
            best?.Commit();
            if (best is null)
                StagedFolder.Remove(Folder.BestAdapter);
            Random.Load(saved.Section("random"));
        }
        catch
        {
            Optimizer?.Dispose();
            Optimizer = null!;
            ModelState.Load(Set, before, resumes: false);
            throw;
        }
        finally
        {
            best?.Dispose();
        }
    }

    private void MakeOptimizer(Func<IEnumerable<Parameter>, optim.Optimizer> optimizer)
    {
        Optimizer = Set.Optimizer(optimizer, Options.Seed, Options.Schedules, Options.AdaLora, Options.EmbeddingLearningRate);
        Rates = new LearningRates(Optimizer, Options);
        var device = Set.Model.parameters().First().device;
        Random = new RandomState(device, Options.Seed ?? initial_seed());
    }

    /// <summary>The best adapter up to the checkpoint, beside its place: that of a later step may stand there, which this run has yet to come to.</summary>
    private StagedFolder? StageBest()
    {
        if (Best.Model is null)
            return null;
        ModelState.Load(Set, Best.Model, resumes: false);
        if (!Set.Named().Any(entry => entry.Adapter.EffectiveRank > 0))
            return null;
        var staged = new StagedFolder(Folder!.BestAdapter);
        Set.Save(staged.Path, dropUnfrozen: Options.DropUnfrozen);
        return staged;
    }

    private static string NameOf(ITrainingCallback callback, int index) => $"callbacks/{index}/{callback.GetType().Name}";
}
