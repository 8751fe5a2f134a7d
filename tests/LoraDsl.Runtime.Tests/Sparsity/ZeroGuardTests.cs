using LoraDsl.Initialization;
using LoraDsl.Pruning;
using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Sparsity;

/// <summary>Nothing that the library does to a sparse model with LoRS turns a zero into something else.</summary>
public sealed class ZeroGuardTests
{
    public static TheoryData<int, ScalarType> Cases => new()
    {
        { 0, ScalarType.Float32 },
        { 4, ScalarType.Float32 },
        { 8, ScalarType.BFloat16 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Training_merging_saving_loading_and_switching_keep_every_zero(int group, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        random.manual_seed(1);
        var pattern = group == 0 ? SparsityPattern.Unstructured(0.5) : SparsityPattern.NofM(group / 2, group);
        using var model = new SparseNet();
        var zeros = model.Prune(pattern).Zeros;
        model.to(type);
        model.Lora.FreezeBase();
        var weights = Weights(model);
        Tensor[] batches = [randn(4, 2, 5, 5).to(type), randn(4, 2, 5, 5).to(type)];
        Check("pruned");

        model.Lora.Initialize(batches, Loss, new GradientInitializer());
        Check("started");
        Train(5);
        Check("trained");
        model.Lora.Save(folder.Path);
        Check("saved");

        CheckMerged("first");
        Train(5);
        CheckMerged("second");
        model.Lora.Load(folder.Path);
        Check("switched");
        CheckMerged("loaded");
        model.Lora.Enabled = false;
        Check("disabled");
        model.Lora.Enabled = true;

        var file = Path.Combine(folder.Path, "model.dat");
        model.save(file);
        using var copy = new SparseNet();
        copy.to(type);
        copy.load(file);
        copy.Lora.Merge();
        Check("reloaded and merged", copy);

        void Check(string stage, SparseNet? other = null)
        {
            var report = SparsityReport.Of(other ?? model, pattern);
            Assert.True(report.KeepsPattern, $"{stage}: {report}");
            Assert.Equal(zeros, report.Zeros);
            Assert.All(weights, entry => Assert.True(
                entry.Value.eq(0).eq((other ?? model).get_parameter(entry.Key)!.eq(0)).all().item<bool>(), $"{stage}: {entry.Key}"));
        }

        // Training has moved the adapters, or there would be nothing to guard against.
        void CheckMerged(string stage)
        {
            model.Lora.Merge();
            Check($"{stage}, merged");
            Assert.All(weights, entry => Assert.False(Reference.SameBits(entry.Value, model.get_parameter(entry.Key)!), $"{stage}: {entry.Key}"));
            model.Lora.Unmerge();
            Assert.All(weights, entry => Assert.True(Reference.SameBits(entry.Value, model.get_parameter(entry.Key)!), $"{stage}: {entry.Key}"));
        }

        void Train(int steps)
        {
            using var optimizer = model.Lora.Optimizer(parameters => optim.AdamW(parameters, lr: 0.05, weight_decay: 0.1));
            for (var step = 0; step < steps; step++)
            {
                optimizer.zero_grad();
                Loss(batches[step % 2]).backward();
                optimizer.step();
            }
        }

        Tensor Loss(Tensor batch) => model.forward(batch).square().mean();
    }

    private static Dictionary<string, Tensor> Weights(nn.Module model) => SparsityReport.Of(model).Layers
        .ToDictionary(layer => $"{layer.Path}.weight", layer => model.get_parameter($"{layer.Path}.weight")!.detach().clone());
}
