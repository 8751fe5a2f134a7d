using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Whole;

/// <summary>An embedding and a head that share one weight: what would change the one with the other is refused.</summary>
public sealed class TiedWeightTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData("embed")]
    [InlineData("head")]
    [InlineData("embed", "head")]
    public void Merge_of_a_tied_layer_throws_and_changes_nothing(params string[] targets)
    {
        using var model = new Tied(1);
        var ids = arange(5, ScalarType.Int64);
        var set = LoraModel.Attach(model, new LoraConfig { Rank = 2, TargetModules = ModuleTargets.Names(targets) });
        foreach (var (_, adapter) in set.Named())
            Reference.Randomize(adapter);
        var before = model.call(ids).detach();
        foreach (var merge in (Action[])[set.Merge, set.Adapters.Merge, set.Adapters.MergeAndUnload])
            Assert.Contains($"The weight of '{targets[0]}' is one tensor with", Assert.Throws<InvalidOperationException>(merge).Message, StringComparison.Ordinal);
        Assert.Equal(0, Reference.MaxDifference(before, model.call(ids)));
        Assert.False(set.IsMerged);
    }

    [Fact]
    public void Untied_layers_are_merged()
    {
        using var model = new Tied(1);
        var ids = arange(5, ScalarType.Int64);
        var set = LoraModel.Attach(model, new LoraConfig { Rank = 2, TargetModules = ["head"] });
        Reference.Randomize(set.Named().Single().Adapter);
        var active = model.call(ids).detach();
        var embedded = model.Embedded(ids).detach();
        LoraModel.Untie(model, "head");
        Assert.Equal(0, Reference.MaxDifference(active, model.call(ids)));
        set.Merge();
        Assert.InRange(Reference.MaxDifference(active, model.call(ids)), 0, 1e-5);
        Assert.Equal(0, Reference.MaxDifference(embedded, model.Embedded(ids)));
        Assert.Throws<InvalidOperationException>(() => LoraModel.Untie(model, "head"));
        Assert.Throws<ArgumentException>(() => LoraModel.Untie(model, "other"));
    }

    [Fact]
    public void A_start_that_changes_a_tied_weight_throws()
    {
        using var model = new Tied(1);
        var before = model.Weight.detach().clone();
        var set = LoraModel.Attach(model, new LoraConfig { Rank = 2, TargetModules = ["head"], Initialization = AdapterInitialization.Pissa });
        Assert.Contains("cannot be compensated for a start", Assert.Throws<InvalidOperationException>(() => set.Initialize()).Message, StringComparison.Ordinal);
        Assert.Equal(0, Reference.MaxDifference(before, model.Weight));
    }

    [Fact]
    public void A_tied_head_is_not_trained_whole()
    {
        using var model = new Tied(1);
        var error = Assert.Throws<InvalidOperationException>(() => LoraModel.Attach(model, new LoraConfig { TargetModules = ["body"], ModulesToSave = ["head"] }));
        Assert.Contains("'head.weight' of Tied is one tensor with 'embed.weight'", error.Message, StringComparison.Ordinal);
        LoraModel.Untie(model, "head");
        Assert.Single(LoraModel.Attach(model, new LoraConfig { TargetModules = ["body"], ModulesToSave = ["head"] }).TrainedWhole());
    }

    [Fact]
    public void A_weight_of_another_object_over_the_same_memory_is_found()
    {
        using var model = new Tied(1);
        model.TieByView();
        var set = LoraModel.Attach(model, new LoraConfig { Rank = 2, TargetModules = ["head"] });
        Assert.Contains("is one tensor with 'embed.weight'", Assert.Throws<InvalidOperationException>(set.Merge).Message, StringComparison.Ordinal);
    }

    private sealed class Tied : Module<Tensor, Tensor>
    {
        private readonly Embedding embed = Embedding(11, 6);
        private readonly Linear body = Linear(6, 6);
        private readonly Linear head = Linear(6, 11, hasBias: false);

        public Tied(int seed)
            : base(nameof(Tied))
        {
            random.manual_seed(seed);
            init.normal_(embed.weight!);
            RegisterComponents();
            head.weight = embed.weight!;
        }

        public Tensor Weight => embed.weight!;

        public void TieByView() => head.weight = new Parameter(embed.weight!.detach().view(11, 6));

        public Tensor Embedded(Tensor ids) => embed.call(ids);

        public override Tensor forward(Tensor ids) => head.call(tanh(body.call(embed.call(ids))));
    }
}
