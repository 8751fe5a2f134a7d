using System.Text.Json;
using LoraDsl.Adapters;
using LoraDsl.Checkpoints;
using LoraDsl.Extensibility;
using LoraDsl.Initialization;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Checkpoints;

/// <summary>What was trained on a compensated base is saved for the original one.</summary>
public sealed class CompensatedFileTests
{
    private const string Key = "lora_dsl.compensated_ranks";

    [Theory]
    [InlineData(ScalarType.Float64, 1e-12)]
    [InlineData(ScalarType.Float32, 1e-5)]
    public void A_plain_model_of_twice_the_rank_answers_the_same(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var (source, original) = Trained(type);
        using (source)
        {
            var x = Indices();
            source.Lora.Save(folder.Path);
            using var target = new PlainKinds();
            target.to(type);
            CopyBase(original, target.Lora);
            Assert.NotEqual(0, Reference.MaxDifference(source.forward(x), target.forward(x)));
            target.Lora.Load(folder.Path);
            Assert.DoesNotContain(target.Lora.Named(), entry => entry.Adapter.IsCompensated);
            Assert.InRange(Reference.MaxDifference(source.forward(x), target.forward(x)), 0, tolerance);
        }
    }

    [Fact]
    public void PEFTs_formula_on_the_file_gives_the_trained_weight()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var (source, original) = Trained(ScalarType.Float64);
        using (source)
        {
            source.Lora.Save(folder.Path);
            using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.Path, "adapter_config.json")));
            var root = config.RootElement;
            Assert.False(root.GetProperty("use_rslora").GetBoolean());
            Assert.Equal(4, root.GetProperty("r").GetInt32());
            Assert.Equal(6, root.GetProperty("lora_alpha").GetDouble());

            // Where only some are rank-stabilised, α says it: s = 3/√2 at rank 4.
            Assert.Equal(4 * 3 / Math.Sqrt(2), root.GetProperty("alpha_pattern").GetProperty("head").GetDouble(), 12);
            Assert.Contains("\"table\":2", CompensatedRanks(folder.Path), StringComparison.Ordinal);
            Assert.False(root.TryGetProperty("compensated_ranks", out _));
            var tensors = SafetensorsFile.ReadAll(Path.Combine(folder.Path, "adapter_model.safetensors"));
            foreach (var (path, adapter) in source.Lora.Named())
            {
                var infix = path == "table" ? "lora_embedding_" : "lora_";
                var suffix = path == "table" ? "" : ".weight";
                var (a, b) = (tensors[$"base_model.model.{path}.{infix}A{suffix}"], tensors[$"base_model.model.{path}.{infix}B{suffix}"]);
                Assert.Equal(4, a.shape[0]);
                var alpha = root.GetProperty("alpha_pattern").TryGetProperty(path, out var own) ? own.GetDouble() : 6;
                var merged = original[path] + (adapter.Layer.Product(a, b) * (alpha / 4));
                var live = adapter.Layer.Weight + (adapter.Layer.Product(adapter.A, adapter.B) * adapter.Scaling);
                Assert.InRange(Reference.MaxDifference(live, merged), 0, 1e-12);
            }
        }
    }

    [Fact]
    public void The_same_model_goes_on_where_it_was()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var (source, original) = Trained(ScalarType.Float32);
        using (source)
        using (var target = new PissaKinds())
        {
            source.Lora.Save(folder.Path);
            CopyBase(original, target.Lora);
            target.Lora.FreezeBase();
            target.Lora.Load(folder.Path);
            Same(source, target);
            using var optimizer = target.Lora.Optimizer(p => optim.SGD(p, 0.1));

            // And again, over what it has.
            target.Lora.Load(folder.Path);
            Same(source, target);
            target.Lora.Reset();
            Assert.All(target.Lora.Named(), entry => Assert.True(Reference.SameBits(original[entry.Path], entry.Adapter.Layer.Weight)));
        }
    }

    [Fact]
    public void A_file_of_another_task_meets_the_original_base()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var (source, original) = Trained(ScalarType.Float64);
        using (source)
        using (var other = new PissaKinds())
        {
            other.to(ScalarType.Float64);
            CopyBase(original, other.Lora);
            other.Lora.Initialize(new GaussianInitializer());
            foreach (var (_, adapter) in other.Lora.Named())
                Reference.Randomize(adapter);
            other.Lora.Save(folder.Path);
            Assert.Null(CompensatedRanks(folder.Path));

            var x = Indices();
            source.Lora.Load(folder.Path);
            Assert.True(Reference.SameBits(other.forward(x), source.forward(x)));
            Assert.All(source.Lora.Named(), entry => Assert.True(entry.Adapter is { IsInitialized: true, IsCompensated: false }));
        }
    }

    [Fact]
    public void A_file_that_does_not_fit_leaves_the_compensated_model_as_it_was()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var (source, _) = Trained(ScalarType.Float32);
        using (source)
        {
            source.Lora.Save(folder.Path);
            var file = Path.Combine(folder.Path, "adapter_model.safetensors");
            var ranks = CompensatedRanks(folder.Path)!;
            var before = source.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
            SafetensorsFiles.SetMetadata(file, Key, ranks.Replace("\"head\":2", "\"head\":5", StringComparison.Ordinal));
            Assert.Contains("5 of the 4 components of 'head'", Assert.Throws<InvalidDataException>(() => source.Lora.Load(folder.Path)).Message, StringComparison.Ordinal);
            SafetensorsFiles.SetMetadata(file, Key, ranks.Replace("\"head\":2", "\"head\":1", StringComparison.Ordinal));
            Assert.Contains("has rank 3", Assert.Throws<InvalidOperationException>(() => source.Lora.Load(folder.Path)).Message, StringComparison.Ordinal);
            Assert.All(source.state_dict(), entry => Assert.True(Reference.SameBits(before[entry.Key], entry.Value)));
            Assert.All(source.Lora.Named(), entry => Assert.True(entry.Adapter.IsCompensated));
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(2)]
    public void A_rank_that_moved_since_the_start_is_saved_with_it(int rank)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = new AdaptivePissa();
        model.to(ScalarType.Float64);
        var weight = model.Layer.Layer.Weight.detach().clone();
        model.Lora.AllocateRanksEvenly();
        model.Lora.Initialize();
        using (no_grad())
            model.Layer.B.add_(randn_like(model.Layer.B));
        model.Layer.Resize(rank);
        var x = randn(5, 12, dtype: ScalarType.Float64);
        var expected = model.forward(x);
        model.Lora.Save(folder.Path);

        using var target = new AdaptivePissa();
        target.to(ScalarType.Float64);
        using (no_grad())
        {
            target.Layer.Layer.Weight.copy_(weight);
            ((TorchSharp.Modules.Linear)target.Layer.Layer.Module).bias!.copy_(((TorchSharp.Modules.Linear)model.Layer.Layer.Module).bias!);
        }

        target.Lora.Load(folder.Path);
        Assert.Equal(rank, target.Layer.Rank);
        Assert.True(target.Layer is { IsCompensated: true, IsInitialized: true });
        Assert.InRange(Reference.MaxDifference(expected, target.forward(x)), 0, 1e-12);

        var tensors = SafetensorsFile.ReadAll(Path.Combine(folder.Path, "adapter_model.safetensors"));
        var (a, b) = (tensors["base_model.model.layer.lora_A.weight"], tensors["base_model.model.layer.lora_B.weight"]);
        Assert.Equal(rank + 4, a.shape[0]);
        var merged = weight + (b.mm(a) * (4.0 / rank));
        Assert.InRange(Reference.MaxDifference(model.Layer.Layer.Weight + (model.Layer.B.mm(model.Layer.A) * model.Layer.Scaling), merged), 0, 1e-12);
    }

    [Fact]
    public void Rank_stabilised_adapters_keep_their_switch()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = new RankStabilized(8, 8);
        model.Lora.Initialize(new PissaInitializer());
        var (rank, scaling) = (model.Lora.Named().First().Adapter.CurrentRank, model.Lora.Named().First().Adapter.Scaling);
        model.Lora.Save(folder.Path);
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.Path, "adapter_config.json")));
        Assert.True(config.RootElement.GetProperty("use_rslora").GetBoolean());
        Assert.Equal(2 * rank, config.RootElement.GetProperty("r").GetInt32());
        Assert.Equal(scaling, config.RootElement.GetProperty("lora_alpha").GetDouble() / Math.Sqrt(2 * rank), 12);
    }

    private static string? CompensatedRanks(string folder) =>
        SafetensorsFiles.Metadata(Path.Combine(folder, "adapter_model.safetensors"))[Key]?.GetValue<string>();

    private static (PissaKinds Model, Dictionary<string, Tensor> Original) Trained(ScalarType type)
    {
        random.manual_seed(6);
        var model = new PissaKinds();
        model.to(type);
        model.Lora.FreezeBase();
        var original = model.Lora.Named().ToDictionary(entry => entry.Path, entry => entry.Adapter.Layer.Weight.detach().clone());
        original["biases"] = cat([.. model.state_dict().Where(entry => entry.Key.EndsWith("bias", StringComparison.Ordinal)).Select(entry => entry.Value.detach().flatten())]);
        model.Lora.Initialize();
        using var optimizer = model.Lora.Optimizer(p => optim.SGD(p, 0.1));
        for (var step = 0; step < 3; step++)
        {
            optimizer.zero_grad();
            model.forward(Indices()).square().sum().backward();
            optimizer.step();
        }

        return (model, original);
    }

    private static void CopyBase(Dictionary<string, Tensor> original, AdapterSet target)
    {
        using var untracked = no_grad();
        foreach (var (path, adapter) in target.Named())
            adapter.Layer.Weight.copy_(original[path]);
        var from = 0L;
        foreach (var (_, bias) in target.Model.state_dict().Where(entry => entry.Key.EndsWith("bias", StringComparison.Ordinal)))
        {
            bias.copy_(original["biases"].narrow(0, from, bias.numel()).view(bias.shape));
            from += bias.numel();
        }
    }

    private static void Same(PissaKinds source, PissaKinds target)
    {
        var x = Indices();
        Assert.True(Reference.SameBits(source.forward(x), target.forward(x)));
        foreach (var ((_, left), (path, right)) in source.Lora.Named().Zip(target.Lora.Named()))
        {
            Assert.True(Reference.SameBits(left.A, right.A) && Reference.SameBits(left.B, right.B), path);
            Assert.True(Reference.SameBits(left.Layer.Weight, right.Layer.Weight), path);
            Assert.True(right is { IsCompensated: true, IsInitialized: true, IsTrained: true }, path);
        }
    }

    private static Tensor Indices() => randint(0, 12, [5, 7], ScalarType.Int64);
}
