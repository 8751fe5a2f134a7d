using LoraDsl.Importance;
using LoraDsl.Initialization;
using LoraDsl.Runtime.Tests.Importance;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Reliability;

/// <summary>A loss that cannot be differentiated is an exception that says what is wrong with it, and changes nothing.</summary>
public sealed class WrongLossTests
{
    private static readonly Dictionary<string, (Func<AttentionNet, Tensor, Tensor> Loss, string Says)> s_losses = new()
    {
        ["without gradients"] = ((model, x) =>
        {
            using var untracked = no_grad();
            return model.forward(x).sum();
        }, "The loss has no graph"),
        ["detached"] = ((model, x) => model.forward(x).sum().detach(), "The loss has no graph"),
        ["constant"] = ((model, x) => Ran(model, x, tensor(1f)), "The loss has no graph"),
        ["no scalar"] = ((model, x) => model.forward(x), "has to be a scalar, but its shape is (2, "),
        ["empty"] = ((model, x) => Ran(model, x, zeros(0)), "has to be a scalar, but its shape is (0)"),
        ["null"] = ((model, x) => Ran(model, x, null!), "The loss is null"),
        ["disposed"] = ((model, x) =>
        {
            var loss = model.forward(x).sum();
            loss.Dispose();
            return loss;
        }, "has been disposed"),
        ["whole number"] = ((model, x) => model.forward(x).sum().to(ScalarType.Int64), "no gradient"),
        ["changed in place"] = ((model, x) =>
        {
            var output = model.forward(x).exp();
            var loss = output.square().sum();
            output.detach().add_(1);
            return loss;
        }, "modified by an inplace operation"),
        ["differentiated already"] = ((model, x) =>
        {
            var leaf = x.detach().clone().requires_grad_();
            var loss = model.forward(leaf).exp().sum();
            autograd.backward([loss], null, inputs: [leaf]);
            return loss;
        }, "cannot be differentiated"),
    };

    private static readonly Dictionary<string, Func<IImportanceMeasure>> s_measures = new()
    {
        ["gradient norm"] = () => new GradientNorm(),
        ["Taylor"] = () => new TaylorImportance(),
        ["Taylor, second order"] = () => new TaylorImportance(secondOrder: true, probes: 2),
        ["top eigenvalue"] = () => new HessianImportance(steps: 2),
        ["trace by differences"] = () => new HessianImportance(HessianQuantity.Trace, steps: 2, centralDifferences: true),
        ["sensitivity"] = () => new SensitivityImportance(),
        ["learned"] = () => new LearnedImportance(measured: 2),
        ["combined"] = () => new CombinedImportance((new GradientNorm(), 2), (new TaylorImportance(), 1)),
    };

    private static readonly Dictionary<string, Func<IAdapterInitializer>> s_starts = new()
    {
        ["LoRA-GA"] = () => new LoraGaInitializer(),
        ["gradient"] = () => new GradientInitializer(),
    };

    public static TheoryData<string, string> MeasuresAndLosses => Pairs(s_measures.Keys);

    public static TheoryData<string, string> StartsAndLosses => Pairs(s_starts.Keys);

    [Theory]
    [MemberData(nameof(MeasuresAndLosses))]
    public void Ranks_are_not_allocated_by_such_a_loss(string measure, string loss)
    {
        using var scope = NewDisposeScope();
        using var model = new AttentionNet();
        model.Lora.FreezeBase();
        var x = randn(2, 5, 6);
        var before = new ModelSnapshot(model, model.Lora);
        var (wrong, says) = s_losses[loss];
        var error = Assert.Throws<InvalidOperationException>(() => model.Lora.AllocateRanks([x], batch => wrong(model, batch), s_measures[measure]()));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        before.AssertUnchanged();
        Assert.All(model.Lora.Named(), entry => Assert.Equal(0, entry.Adapter.CurrentRank));
    }

    [Theory]
    [MemberData(nameof(StartsAndLosses))]
    public void Adapters_are_not_started_by_such_a_loss(string start, string loss)
    {
        using var scope = NewDisposeScope();
        using var model = new AttentionNet();
        model.Lora.FreezeBase();
        model.Lora.AllocateRanksEvenly();
        var x = randn(2, 5, 6);
        var before = new ModelSnapshot(model, model.Lora);
        var (wrong, says) = s_losses[loss];
        var error = Assert.Throws<InvalidOperationException>(() => model.Lora.Initialize([x], batch => wrong(model, batch), s_starts[start]()));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        before.AssertUnchanged();
    }

    [Theory]
    [InlineData("without gradients")]
    [InlineData("detached")]
    [InlineData("constant")]
    [InlineData("no scalar")]
    [InlineData("null")]
    [InlineData("changed in place")]
    public void A_subspace_is_not_searched_by_such_a_loss(string loss)
    {
        using var scope = NewDisposeScope();
        using var model = new AttentionNet();
        var x = randn(2, 5, 6);
        var before = new ModelSnapshot(model, model.Lora);
        var (wrong, says) = s_losses[loss];
        var search = new LoraDsl.Analysis.IntrinsicDimension();
        var error = Assert.Throws<InvalidOperationException>(
            () => search.Search([.. model.parameters()], [1], 1, _ => wrong(model, x), () => 0, 1));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        before.AssertUnchanged();
    }

    private static Tensor Ran(AttentionNet model, Tensor x, Tensor loss)
    {
        model.forward(x);
        return loss;
    }

    private static TheoryData<string, string> Pairs(IEnumerable<string> first)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var name in first)
        {
            foreach (var loss in s_losses.Keys)
            {
                // What these take is the value of the loss, which these have.
                if (name != "learned" || loss is "no scalar" or "empty" or "null" or "disposed")
                    pairs.Add(name, loss);
            }
        }

        return pairs;
    }
}
