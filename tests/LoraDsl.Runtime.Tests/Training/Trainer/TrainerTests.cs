using LoraDsl.Formats.Runs;
using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.State;
using LoraDsl.Training;
using LoraDsl.Training.Host;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Training.Trainer;

public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(4, 0.0)]
    [InlineData(4, 0.05)]
    [InlineData(3, 0.0)]
    public void Accumulated_batches_move_as_the_big_batch_does(int accumulation, double clip)
    {
        using var scope = NewDisposeScope();
        var examples = randn([12, 10], ScalarType.Float64, generator: new Generator(1));
        var targets = randn([12, 10], ScalarType.Float64, generator: new Generator(2));
        var small = Net();
        var big = Net();
        var options = new TrainerOptions { Epochs = 3, ClipNorm = clip > 0 ? clip : null };

        // Four batches of three: with an accumulation of 3, the last one of an epoch stands alone.
        long[][] parts = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11]];
        long[][] wholes = accumulation == 4 ? [[.. parts.SelectMany(part => part)]] : [[.. parts[..3].SelectMany(part => part)], parts[3]];
        Fit(small, parts, options with { Accumulation = accumulation });
        Fit(big, wholes, options);

        foreach (var (one, other) in small.parameters().Zip(big.parameters()))
            Assert.True(one.allclose(other, rtol: 1e-12, atol: 1e-14));

        SparseNet Net()
        {
            manual_seed(4);
            var net = new SparseNet();
            net.to(ScalarType.Float64);
            net.Lora.FreezeBase();
            return net;
        }

        void Fit(SparseNet net, long[][] batches, TrainerOptions how) => net.Lora.Trainer<long[]>(
            p => optim.Adam(p, lr: 0.05),
            at => nn.functional.mse_loss(net.forward(examples.index_select(0, tensor(at))), targets.index_select(0, tensor(at))),
            how).Fit(batches);
    }

    [Fact]
    public void Early_stopping_keeps_the_best_of_a_run_that_overfits()
    {
        var training = TinyTraining.Create("amsgrad");
        var (listener, models) = (new Listener(), new Dictionary<long, SavedState>());
        var keeper = new Keeper(training.Lora, models);
        var run = folder["run"];

        // The labels are random: what is learned of the first half says nothing of the second.
        var (seen, unseen) = (arange(20, ScalarType.Int64), arange(20, 40, ScalarType.Int64));
        Tensor Loss(Tensor at) => nn.functional.cross_entropy(training.Model.forward(training.Inputs.index_select(0, at)), training.Labels.index_select(0, at));
        var trainer = new LoraTrainer<Tensor>(
            training.Lora,
            p => optim.AdamW(p, lr: 0.05),
            Loss,
            new TrainerOptions { Epochs = 400, EarlyStopping = new EarlyStopping(patience: 6), Folder = run, CheckpointEvery = TrainingInterval.Epochs(100) })
        {
            Callbacks = [listener, keeper],
        };
        var result = trainer.Fit([seen], [unseen]);

        var best = listener.Validations.MinBy(metrics => metrics.Loss)!;
        Assert.Equal(RunStops.EarlyStopping, result.Stop);
        Assert.Equal((best.Step, best.Loss), (result.BestStep, result.BestLoss));
        Assert.Equal(best.Step + 6, result.Steps);
        Assert.True(listener.Validations[^1].Loss > best.Loss);
        Assert.All(listener.Validations.SkipLast(1), (metrics, index) => Assert.Equal(metrics.Loss < listener.Validations.Take(index).Select(before => before.Loss).DefaultIfEmpty(double.MaxValue).Min(), metrics.Best));

        // The model has the best adapter, and so has its folder.
        using var now = new SavedState();
        training.Lora.SaveState(now.Section("model"));
        SameRuns.AssertSameModel(models[best.Step], now);
        using var untracked = no_grad();
        Assert.Equal(best.Loss, Loss(unseen).item<float>(), 1e-6);
        var loaded = TinyTraining.Create("amsgrad");
        loaded.Lora.Load(new RunFolder(run).BestAdapter);
        loaded.Model.eval();
        Assert.True(loaded.Model.forward(training.Inputs).equal(training.Model.forward(training.Inputs)).all().item<bool>());
    }

    [Fact]
    public void An_improvement_below_the_least_that_counts_does_not_buy_time()
    {
        var scores = new Queue<double>([1.0, 0.9, 0.89, 0.88, 0.87, 0.5]);
        var result = Fit("lora", options => options with { EarlyStopping = new EarlyStopping(3, minDelta: 0.05), ValidateEvery = TrainingInterval.Steps(1) }, () => new ValidationScore(scores.Dequeue()));

        Assert.Equal((RunStops.EarlyStopping, 5L, 5L, 0.87), (result.Stop, result.Steps, result.BestStep, result.BestLoss));
    }

    [Fact]
    public void The_best_may_be_chosen_by_its_accuracy()
    {
        var scores = new Queue<(double Loss, double Accuracy)>([(1.0, 0.2), (0.5, 0.1), (2.0, 0.7), (0.1, 0.6)]);
        var result = Fit(
            "lora",
            options => options with { Steps = 4, Metric = ValidationMetric.Accuracy, ValidateEvery = TrainingInterval.Steps(1) },
            () => scores.Dequeue() is var (loss, accuracy) ? new ValidationScore(loss, accuracy) : default);

        Assert.Equal((3L, 2.0, 0.7), (result.BestStep, result.BestLoss, result.BestAccuracy));
        Assert.Throws<InvalidOperationException>(() => Fit("lora", options => options with { Metric = ValidationMetric.Accuracy }, () => new ValidationScore(1)));
    }

    [Fact]
    public void Callbacks_hear_everything_in_its_order()
    {
        var listener = new Listener();
        TinyTraining.Create("dylora").Fit(options => options with { Folder = folder["run"], Steps = 9, ValidateEvery = TrainingInterval.Steps(3), CheckpointEvery = TrainingInterval.Steps(4) }, default, listener);

        Assert.Equal(
            [
                "began", "step 1", "step 2", "step 3", "validated 3", "step 4", "checkpoint 4", "step 5", "step 6", "validated 6", "step 7", "step 8",
                "checkpoint 8", "epoch 1", "step 9", "validated 9", "checkpoint 9", "ended: completed",
            ],
            listener.Heard);
    }

    [Fact]
    public void Changes_of_ranks_are_told_and_written_with_their_reasons()
    {
        var listener = new Listener();
        TinyTraining.Create("schedule").Fit(options => options with { Folder = folder["run"] }, default, listener);

        var written = RunRecords.Decisions.Read(new RunFolder(folder["run"]).DecisionsFile);
        Assert.NotEmpty(listener.Changes);
        Assert.Equal(
            listener.Changes.Select(change => (change.Step, change.Path, change.OldRank, change.NewRank, "schedule", change.Reason)),
            written.Select(decision => (decision.Step, decision.Adapter, decision.OldRank, decision.NewRank, decision.Rule, decision.Reason)));
    }

    [Fact]
    public void An_error_in_a_callback_ends_the_run_with_a_checkpoint_of_what_was_reached()
    {
        var (whole, run) = (folder["whole"], folder["run"]);
        TinyTraining.Create("lora").Fit(options => options with { Folder = whole });
        var listener = new Listener();

        var error = Assert.Throws<TimeZoneNotFoundException>(() => TinyTraining.Create("lora").Fit(options => options with { Folder = run }, default, new Thrower(8), listener));

        Assert.Same(error, listener.Failure);
        Assert.False(File.Exists(new RunFolder(run).ResultFile));
        var again = new Listener();
        TinyTraining.Create("lora").Fit(options => options with { Folder = run, Start = RunStart.Resume }, default, again);
        Assert.Equal(8, again.BeganAt);
        SameRuns.Assert(whole, run);
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_run_before_anything_moves()
    {
        var training = TinyTraining.Create("lora");
        var calls = 0;
        using var before = new SavedState();
        var trainer = training.Lora.Trainer<int>(
            training.Optimizer,
            _ =>
            {
                if (++calls == 3)
                    training.Lora.SaveState(before.Section("model"));
                return training.Model.forward(training.Inputs).mean().mul(calls >= 3 ? double.NaN : 1);
            },
            new TrainerOptions { Steps = 5 });

        var error = Assert.Throws<InvalidOperationException>(() => trainer.Fit([1, 2, 3, 4, 5]));

        Assert.Contains("The loss of step 3 is NaN", error.Message, StringComparison.Ordinal);
        using var after = new SavedState();
        training.Lora.SaveState(after.Section("model"));
        SameRuns.AssertSameModel(before, after);
    }

    [Fact]
    public void Batches_that_can_be_read_once_only_are_an_error_in_the_second_epoch()
    {
        var training = TinyTraining.Create("lora");
        using var once = Enumerable.Range(0, 3).GetEnumerator();
        IEnumerable<int> Rest()
        {
            while (once.MoveNext())
                yield return once.Current;
        }

        var error = Assert.Throws<InvalidOperationException>(() => training.Lora
            .Trainer<int>(training.Optimizer, _ => training.Model.forward(training.Inputs).square().mean(), new TrainerOptions { Epochs = 2 })
            .Fit(Rest()));

        Assert.Contains("no batch in epoch 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_make_no_training_are_refused()
    {
        Assert.Contains("Epochs or Steps", Assert.Throws<ArgumentException>(() => Fit("lora", options => options with { Steps = null })).Message, StringComparison.Ordinal);
        Assert.Contains("needs a validation", Assert.Throws<ArgumentException>(() => Fit("lora", options => options with { EarlyStopping = new EarlyStopping(1) })).Message, StringComparison.Ordinal);
        Assert.Contains("set Folder", Assert.Throws<ArgumentException>(() => Fit("lora", options => options with { Start = RunStart.Resume })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { Epochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { ClipNorm = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(0));
    }

    [Fact]
    public void Without_a_folder_nothing_is_written_and_tensors_are_freed()
    {
        var training = TinyTraining.Create("lora");
        training.Fit(options => options with { Steps = 2 });
        var before = Tensor.TotalCount;

        TinyTraining.Create("lora");
        var made = Tensor.TotalCount - before;
        training.Fit(options => options with { Steps = 30 });

        // Meanwhile the collector may have freed what earlier tests left.
        Assert.True(Tensor.TotalCount - before <= made + 2);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static RunResult Fit(string method, Func<TrainerOptions, TrainerOptions> change, Func<ValidationScore>? validation = null)
    {
        var training = TinyTraining.Create(method);
        return training.Lora
            .Trainer<int>(training.Optimizer, _ => training.Model.forward(training.Inputs).square().mean(), change(training.Options))
            .Fit(Batches.Of(Enumerable.Range(0, 100)), validation);
    }

    private sealed class Keeper(LoraDsl.Adapters.AdapterSet lora, Dictionary<long, SavedState> models) : ITrainingCallback
    {
        public void Validated(TrainingRun run, ValidationMetrics metrics)
        {
            models[metrics.Step] = new SavedState();
            lora.SaveState(models[metrics.Step].Section("model"));
        }
    }

    private sealed class Thrower(long step) : ITrainingCallback
    {
        public void StepEnded(TrainingRun run, double loss)
        {
            if (run.Step == step)
                throw new TimeZoneNotFoundException();
        }
    }
}
