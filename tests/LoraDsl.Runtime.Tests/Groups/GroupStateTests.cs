using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Groups;

/// <summary>Whatever state its adapters are in, a group has the outputs and the gradients of its layers one by one.</summary>
public sealed class GroupStateTests
{
    [Theory]
    [InlineData("active")]
    [InlineData("first disabled")]
    [InlineData("last disabled")]
    [InlineData("all disabled")]
    [InlineData("merged")]
    [InlineData("merged and back")]
    [InlineData("base frozen")]
    [InlineData("evaluation")]
    [InlineData("one factor frozen")]
    public void A_fixed_rank_in_every_state(string state)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new GroupedFixed();
        GroupComparison.Prepare(model);
        switch (state)
        {
            case "first disabled":
                model.Query.Enabled = false;
                break;
            case "last disabled":
                model.Value.Enabled = false;
                break;
            case "all disabled":
                model.Lora.Enabled = false;
                break;
            case "merged":
                model.Lora.Merge();
                break;
            case "merged and back":
                model.Lora.Merge();
                model.Lora.Unmerge();
                break;
            case "base frozen":
                model.Lora.FreezeBase();
                break;
            case "evaluation":
                model.eval();
                break;
            case "one factor frozen":
                Reference.FactorB(model.Key).requires_grad = false;
                break;
        }

        GroupComparison.RequireSameAsSingly(model, 4, 7);
        GroupComparison.RequireSameAsSingly(model, 2, 3, 7);
    }

    [Fact]
    public void Adaptive_ranks_from_none_over_an_allocation_to_a_change_while_training()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new GroupedAdaptive();
        GroupComparison.Prepare(model);
        GroupComparison.RequireSameAsSingly(model, 4, 6);

        foreach (var (query, key, value) in new[] { (4, 5, 0), (2, 5, 3), (1, 1, 1) })
        {
            model.Query.Resize(query);
            model.Key.Resize(key);
            model.Value.Resize(value);
            GroupComparison.Prepare(model);
            GroupComparison.RequireSameAsSingly(model, 4, 6);
        }
    }

    [Fact]
    public void DyLora_at_every_drawn_rank_and_at_every_selected_one()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new GroupedDynamic();
        GroupComparison.Prepare(model);
        for (var rank = 1; rank <= 4; rank++)
        {
            model.train();
            model.Query.DrawRank((rank - 0.5) / 4);
            model.Key.DrawRank((rank - 0.5) / 4);
            GroupComparison.RequireSameAsSingly(model, 3, 6);
            Assert.Equal(rank - 1, ZeroRows(Reference.FactorA(model.Key).grad!, rank));

            model.eval();
            model.Lora.SelectRank(rank);
            GroupComparison.RequireSameAsSingly(model, 3, 6);
        }

        // Of the rows in use, those that the frozen step leaves alone: exactly zero.
        static int ZeroRows(Tensor gradient, int rank) =>
            Enumerable.Range(0, rank).Count(row => gradient[row].count_nonzero().item<long>() == 0);
    }

    [Fact]
    public void AdaLora_has_the_gradients_of_its_triplets()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = new GroupedTriplets();
        GroupComparison.Prepare(model);
        GroupComparison.RequireSameAsSingly(model, 3, 6);
        Assert.True(model.Query.get_parameter("lora_E")!.grad!.count_nonzero().item<long>() > 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dropout_draws_for_each_layer_what_it_draws_for_it_alone(bool training)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        using var model = new GroupedDropout();
        GroupComparison.Prepare(model);
        model.train(training);
        GroupComparison.RequireSameAsSingly(model, 8, 6);
    }

    [Fact]
    public void Without_gradients_the_outputs_are_the_same_and_have_no_graph()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(6);
        using var model = new GroupedFixed();
        GroupComparison.Prepare(model);
        var x = randn(3, 7, dtype: ScalarType.Float64);
        using var untracked = no_grad();
        var (singly, together) = (model.Singly(x), model.Together(x));
        Assert.False(together.First.requires_grad);
        Assert.InRange(Reference.MaxDifference(singly.First, together.First), 0, 1e-12);
        Assert.InRange(Reference.MaxDifference(singly.Second, together.Second), 0, 1e-12);
        Assert.InRange(Reference.MaxDifference(singly.Third, together.Third), 0, 1e-12);
    }

    [Fact]
    public void An_input_that_does_not_fit_is_refused_before_anything_runs()
    {
        using var model = new GroupedFixed();
        using var x = randn(3, 6);
        var error = Assert.Throws<ArgumentException>(() => model.Projections.forward(x));
        Assert.Contains("takes inputs of shape (…, 7), but got (3, 6)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_that_cannot_read_one_input_are_both_named_when_they_are_attached()
    {
        new GroupedMisfits(4, 4).Dispose();
        var error = Assert.Throws<InvalidOperationException>(() => new GroupedMisfits(4, 8));
        Assert.Equal(
            "The layers of the group 'GateUp' cannot read one input: 'gate' takes 4 features and 'up' 8. Make them agree, or take [LoraGroup] from one of them.",
            error.Message);
    }
}
