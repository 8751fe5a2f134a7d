using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Whole;

public sealed class TrainedRowsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor ids = tensor(new long[,] { { 0, 3, 5 }, { 3, 3, 8 } });

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_step_moves_the_named_rows_and_no_others()
    {
        using var model = Model(1);
        var table = ((TorchSharp.Modules.Embedding)model[0]).weight!;
        var before = table.detach().clone();
        var set = Attach(model);
        set.FreezeBase();
        using var optimizer = set.Optimizer(parameters => optim.SGD(parameters, 0.1));
        var reference = before.clone().requires_grad_();
        Looked(reference).mul(Weights(model)).sum().backward();
        var input = model.call(ids);
        Assert.Equal(0, Reference.MaxDifference(input, functional.linear(Looked(before), ((TorchSharp.Modules.Linear)model[1]).weight)));
        input.sum().backward();
        optimizer.step();
        using (no_grad())
        {
            set.Merge();
            foreach (var row in Enumerable.Range(0, 9))
            {
                var moved = row is 3 or 5 ? reference.grad![row].mul(-0.1) : zeros(4);
                Assert.InRange(Reference.MaxDifference(before[row].add(moved), table[row]), 0, 1e-6);
            }
        }
    }

    [Fact]
    public void Saved_rows_are_those_of_the_trained_table()
    {
        using var model = Model(1);
        using var other = Model(2);
        using (no_grad())
        {
            var state = model.state_dict();
            foreach (var (key, value) in other.state_dict())
                value.copy_(state[key]);
        }

        var set = Attach(model);
        foreach (var (_, adapter) in set.Named())
            Randomize(adapter);
        var active = model.call(ids).detach();
        set.Save(folder["adapter"]);
        var file = LoraDsl.Checkpoints.SafetensorsFile.ReadAll(Path.Combine(folder["adapter"], "adapter_model.safetensors"));
        LoraModel.Load(other, folder["adapter"]);
        Assert.InRange(Reference.MaxDifference(active, other.call(ids)), 0, 1e-6);
        set.Merge();
        Assert.InRange(Reference.MaxDifference(active, model.call(ids)), 0, 1e-6);
        var table = ((TorchSharp.Modules.Embedding)model[0]).weight!;
        Assert.InRange(
            Reference.MaxDifference(table.index_select(0, tensor(Rows)), file["base_model.model.embed.token_adapter.trainable_tokens_delta"]), 0, 1e-6);
        set.Unmerge();
        using (set.UseNone())
            Assert.True(Reference.MaxDifference(active, model.call(ids)) > 1e-3);
    }

    [Fact]
    public void Rows_of_others_and_of_no_embedding_are_refused()
    {
        using var model = Model(1);
        Attach(model).Save(folder["adapter"]);
        using var other = Model(1);
        var set = LoraModel.Attach(other, new LoraConfig { TargetModules = ["head"], TrainableTokens = new Dictionary<string, IReadOnlyList<int>> { ["embed"] = [1, 2] } });
        Assert.Contains("names the rows [3, 5] of 'embed'", Assert.Throws<InvalidOperationException>(() => set.Load(folder["adapter"])).Message, StringComparison.Ordinal);
        foreach (var (module, rows) in ((string, int[])[])[("head", [1]), ("embed", [9]), ("embed", [1, 1]), ("embed", []), ("none", [1])])
        {
            using var refused = Model(1);
            Assert.Throws<InvalidOperationException>(() => LoraModel.Attach(
                refused, new LoraConfig { TargetModules = ["head"], TrainableTokens = new Dictionary<string, IReadOnlyList<int>> { [module] = rows } }));
            Assert.Empty(LoraModel.Adapters(refused).Names);
        }
    }

    private static readonly long[] Rows = [3, 5];

    private static AdapterSet Attach(TorchSharp.Modules.Sequential model) => LoraModel.Attach(
        model, new LoraConfig { Rank = 2, TargetModules = ["head"], TrainableTokens = new Dictionary<string, IReadOnlyList<int>> { ["embed"] = [3, 5] } });

    private Tensor Looked(Tensor table) => table.index_select(0, ids.flatten()).view(2, 3, 4);

    private static void Randomize(LayerAdapter adapter)
    {
        using var untracked = no_grad();
        foreach (var factor in adapter.Factors.Where(factor => factor.numel() > 0))
            factor.normal_();
    }

    // The gradient of the sum of the head's output by an embedded token.
    private static Tensor Weights(TorchSharp.Modules.Sequential model) => ((TorchSharp.Modules.Linear)model[1]).weight.detach().sum(0L);

    private static TorchSharp.Modules.Sequential Model(int seed)
    {
        random.manual_seed(seed);
        return Sequential(("embed", Embedding(9, 4)), ("head", Linear(4, 3, hasBias: false)));
    }
}
