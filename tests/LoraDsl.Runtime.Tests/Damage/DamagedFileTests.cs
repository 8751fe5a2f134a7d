using System.Security.Cryptography;
using LoraDsl.Checkpoints;
using LoraDsl.Formats.Runs;
using LoraDsl.Optimization;
using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.Runtime.Tests.Training.Trainer;
using LoraDsl.State;
using LoraDsl.Training.Host;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Damage;

/// <summary>
/// Whatever is done to a file, loading it succeeds, or throws what it is documented to throw and leaves every bit of the model and of the
/// optimizer as it was.
/// </summary>
public sealed class DamagedFileTests : IDisposable
{
    private const int Rounds = 500;

    private static readonly string[] Signed = ["state.safetensors", "state.json"];

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Methods => ["lora", "schedule", "adalora", "dylora", "amsgrad", "lors"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_damaged_checkpoint_changes_everything_that_it_says_or_nothing(string method)
    {
        using var scope = NewDisposeScope();
        var source = Stopped(method);
        var (tensors, values) = (File.ReadAllBytes(Path.Combine(source, "state.safetensors")), File.ReadAllBytes(Path.Combine(source, "state.json")));
        using var whole = CheckpointFolder.Read(source);
        var training = TinyTraining.Create(method);
        using var loaded = new Loaded(training);
        loaded.Load(whole);
        var before = Fingerprint.Of(training.Lora, loaded.Optimizer);
        Directory.CreateDirectory(folder["damaged"]);
        var mutations = new Mutations(7);
        var taken = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var what = $"{method}, round {round}: {mutations.Damage(tensors, values, Path.Combine(folder["damaged"], "state.safetensors"), Path.Combine(folder["damaged"], "state.json"))}";
            Sign(folder["damaged"]);
            SavedState? damaged = null;
            if (!Passes(what, () => damaged = CheckpointFolder.Read(folder["damaged"])))
                continue;
            using (damaged)
            {
                if (!Passes(what, () => training.Lora.LoadState(damaged!.Section("model"))))
                {
                    Assert.True(before == Fingerprint.Of(training.Lora, loaded.Optimizer), what);
                    continue;
                }

                loaded.Refresh();
                var between = Fingerprint.Of(training.Lora, loaded.Optimizer);
                if (Passes(what, () => loaded.Optimizer.Load(damaged!.Section("optimizer"))))
                    taken++;
                else
                    Assert.True(between == Fingerprint.Of(training.Lora, loaded.Optimizer), what);
            }

            loaded.Load(whole);
            Assert.True(before == Fingerprint.Of(training.Lora, loaded.Optimizer), $"{what}: the whole checkpoint does not bring everything back");
        }

        Assert.InRange(taken, 1, Rounds - 1);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_damaged_adapter_changes_everything_that_it_says_or_nothing(string method)
    {
        using var scope = NewDisposeScope();
        var training = TinyTraining.Create(method);
        foreach (var (_, adapter) in training.Lora.Named())
            Reference.Randomize(adapter);
        training.Lora.Save(folder["whole"], dropUnfrozen: true);
        training.Lora.Load(folder["whole"]);
        var before = Fingerprint.Of(training.Lora, null);
        var (tensors, config) = (File.ReadAllBytes(Path.Combine(folder["whole"], "adapter_model.safetensors")), File.ReadAllBytes(Path.Combine(folder["whole"], "adapter_config.json")));
        Directory.CreateDirectory(folder["damaged"]);
        var mutations = new Mutations(9);
        var taken = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var what = $"{method}, round {round}: {mutations.Damage(tensors, config, Path.Combine(folder["damaged"], "adapter_model.safetensors"), Path.Combine(folder["damaged"], "adapter_config.json"))}";
            if (Passes(what, () => training.Lora.Load(folder["damaged"])))
            {
                taken++;
                training.Lora.Load(folder["whole"]);
            }

            Assert.True(before == Fingerprint.Of(training.Lora, null), what);
        }

        Assert.InRange(taken, 1, Rounds - 1);
    }

    private static bool Passes(string what, Action load)
    {
        var error = Record.Exception(load);
        Assert.True(error is null || error.GetType() == typeof(InvalidDataException) || error.GetType() == typeof(InvalidOperationException), $"{what}: {error}");
        return error is null;
    }

    /// <summary>Lets a manifest say that the files are what was written, so that it is not its hashes that refuse them.</summary>
    private static void Sign(string damaged)
    {
        var files = string.Join(", ", Signed.Select(name =>
        {
            var bytes = File.ReadAllBytes(Path.Combine(damaged, name));
            return $$"""
                "{{name}}": {"bytes": {{bytes.Length}}, "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(bytes))}}"}
                """;
        }));
        File.WriteAllText(Path.Combine(damaged, "checkpoint.json"), $$"""{"format": {{CheckpointManifest.CurrentFormat}}, "step": 14, "files": { {{files}} } }""");
    }

    /// <summary>The newest checkpoint of a run that was stopped in its midst.</summary>
    private string Stopped(string method)
    {
        using var stop = new CancellationTokenSource();
        TinyTraining.Create(method).Fit(options => options with { Folder = folder["run"], Scheduler = null }, stop.Token, new StopAt(14, stop));
        return new CheckpointStore(new RunFolder(folder["run"]).Checkpoints).Folders[^1];
    }

    /// <summary>A model and the optimizer that belongs to its parameters as they are.</summary>
    private sealed class Loaded(TinyTraining training) : IDisposable
    {
        private LoraOptimizer? optimizer;
        private TorchSharp.Modules.Parameter[] known = [];

        public LoraOptimizer Optimizer => optimizer!;

        public void Load(SavedState state)
        {
            training.Lora.LoadState(state.Section("model"));
            Refresh();
            Optimizer.Load(state.Section("optimizer"));
        }

        /// <summary>Other ranks are other parameters: the optimizer is made after them.</summary>
        public void Refresh()
        {
            TorchSharp.Modules.Parameter[] present = [.. training.Lora.Named().SelectMany(entry => entry.Adapter.Factors)];
            if (present.SequenceEqual(known, ReferenceEqualityComparer.Instance))
                return;
            known = present;
            optimizer?.Dispose();
            optimizer = training.Lora.Optimizer(training.Optimizer, 3, training.Options.Schedules, training.Options.AdaLora);
        }

        public void Dispose() => optimizer?.Dispose();
    }
}
