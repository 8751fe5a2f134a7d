using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Training.Recompute;

public sealed class RecomputeTests
{
    private static readonly Dictionary<string, Func<(Module<Tensor, Tensor> Model, Tensor Input)>> Blocks = new()
    {
        ["LoRA and DyLoRA"] = () => (new Mixed(), randn(3, 5, 6)),
        ["dropout and batch norm"] = () => (new RandomBlock(), randn(12, 6)),
        ["a group"] = () => (Ranked(new GroupedAdaptive(), model => model.Lora), randn(3, 5, 6)),
        ["DyLoRA, frozen"] = () => (new DynamicFrozen(9, 7), randn(8, 9)),
        ["AdaLoRA"] = () => (new TripletNet(), randn(4, 6)),
        ["LoRS"] = () => (new SparseNet(), randn(2, 2, 6, 6)),
        ["an embedding"] = () => (new TripletKinds(), randint(12, [3, 4])),
    };

    public static TheoryData<string, bool, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool, bool>();
            foreach (var name in Blocks.Keys)
            {
                cases.Add(name, true, true);
                cases.Add(name, true, false);
                cases.Add(name, false, true);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_gradients_and_random_numbers_are_those_of_the_plain_pass(string name, bool freezesBase, bool differentiatesInput)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var (model, input) = Blocks[name]();
        using var owned = model;
        PassRecord.Randomized(model);
        foreach (var (path, parameter) in model.named_parameters())
            parameter.requires_grad = !freezesBase || path.Contains("lora_", StringComparison.Ordinal);
        if (input.is_floating_point())
            input.requires_grad_(differentiatesInput);
        var (plain, recomputed) = PassRecord.Both(model, input);
        plain.AssertSame(recomputed);
        Assert.True(plain.Count > 4);
    }

    [Fact]
    public void A_frozen_block_hands_the_gradient_of_its_input_on()
    {
        using var scope = NewDisposeScope();
        using var model = new RandomBlock();
        foreach (var parameter in model.parameters())
            parameter.requires_grad = false;
        var (plain, recomputed) = PassRecord.Both(model, randn(12, 6, requires_grad: true));
        plain.AssertSame(recomputed);
        Assert.NotNull(plain["input"]);
    }

    [Fact]
    public void A_bfloat16_input_with_float32_adapters_keeps_the_types()
    {
        using var scope = NewDisposeScope();
        using var model = PassRecord.Randomized(new ScaleTwo(16, 12));
        model.Base.to(ScalarType.BFloat16);
        var (plain, recomputed) = PassRecord.Both(model, randn(5, 16).to(ScalarType.BFloat16).requires_grad_());
        plain.AssertSame(recomputed);
        Assert.Equal((ScalarType.BFloat16, ScalarType.Float32), (plain["input"]!.dtype, plain["layer.lora_default.lora_A"]!.dtype));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Where_nothing_is_differentiated_the_function_runs_once(bool gradients, bool trainable)
    {
        using var scope = NewDisposeScope();
        using var model = new ScaleTwo(4, 3);
        foreach (var parameter in model.parameters())
            parameter.requires_grad = trainable;
        using var mode = set_grad_enabled(gradients);
        var (runs, x) = (0, randn(2, 4));
        var output = ActivationRecompute.Run(
            input =>
            {
                runs++;
                Assert.Same(x, input);
                return model.forward(input);
            },
            x,
            model);
        Assert.Equal(1, runs);
        Assert.False(output.requires_grad);
        Assert.True(Reference.SameBits(model.forward(x), output));
    }

    [Fact]
    public void The_first_run_has_no_graph_and_the_second_one_comes_with_backward()
    {
        using var scope = NewDisposeScope();
        using var model = PassRecord.Randomized(new ScaleTwo(4, 3));
        var graphs = new List<bool>();
        var output = ActivationRecompute.Run(
            input =>
            {
                var y = model.forward(input);
                graphs.Add(y.requires_grad);
                return y;
            },
            randn(2, 4),
            model);
        Assert.True(output.requires_grad);
        Assert.Equal([false], graphs);
        output.sum().backward(retain_graph: true);
        Assert.Equal([false, true], graphs);
        output.sum().backward();
        Assert.Equal([false, true, true], graphs);
    }

    [Fact]
    public void What_the_owners_have_trainable_gets_its_gradient_a_layer_beside_its_adapter_too()
    {
        using var scope = NewDisposeScope();
        using var model = PassRecord.Randomized(new Mixed());
        var (first, third) = (model.Lora.First, model.Lora.Third);
        Tensor Function(Tensor input) => third.forward(first.forward(input).tanh());
        var x = randn(3, 6);
        var plain = PassRecord.Of(model, Function, x);
        var recomputed = PassRecord.Of(model, input => ActivationRecompute.Run(Function, input, first, third, first), x);
        plain.AssertSame(recomputed);
        Assert.NotNull(plain["first.weight"]);
        Assert.Null(plain["second.weight"]);
    }

    [Fact]
    public void Blocks_in_blocks_and_a_block_that_runs_twice_have_the_plain_gradients()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var model = PassRecord.Randomized(new RandomBlock());
        var x = randn(12, 6, requires_grad: true);
        model.Norm.eval();
        var plain = PassRecord.Of(model, input => model.forward(model.forward(input)), x);
        plain.AssertSame(PassRecord.Of(model, input => Recomputed(Recomputed(input)), x));
        plain.AssertSame(PassRecord.Of(model, input => ActivationRecompute.Run(inner => Recomputed(Recomputed(inner)), input, model), x));
        plain.AssertSame(PassRecord.Of(model, input => ActivationRecompute.Run(inner => Recomputed(model.forward(inner)), input, model), x));

        Tensor Recomputed(Tensor input) => ActivationRecompute.Run(model, input);
    }

    [Fact]
    public void The_result_may_be_the_input_or_a_view_of_it()
    {
        using var scope = NewDisposeScope();
        using var model = new ScaleTwo(4, 3);
        foreach (Func<Tensor, Tensor> function in new Func<Tensor, Tensor>[] { input => input, input => input.transpose(0, 1) })
        {
            var x = randn(2, 4, requires_grad: true);
            PassRecord.Of(model, function, x).AssertSame(PassRecord.Of(model, input => ActivationRecompute.Run(function, input, model), x));
        }
    }

    [Fact]
    public void A_result_that_is_the_input_leaves_the_input_to_its_scope()
    {
        using var outer = NewDisposeScope();
        Tensor x, y;
        using (NewDisposeScope())
        {
            x = randn(2, 4, requires_grad: true);
            y = ActivationRecompute.Run(input => input, x).MoveToOuterDisposeScope();
        }

        Assert.Equal((true, false), (x.IsInvalid, y.IsInvalid));
    }

    [Fact]
    public void Nothing_is_left_alive()
    {
        using var outer = NewDisposeScope();
        using var model = PassRecord.Randomized(new RandomBlock());
        model.Lora.FreezeBase();
        var x = randn(12, 6, requires_grad: true);
        Step();
        var live = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        Step();
        Assert.Equal(live, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);

        void Step()
        {
            using var scope = NewDisposeScope();
            ActivationRecompute.Run(model, x).square().sum().backward();
            ActivationRecompute.Run(model, x);
        }
    }

    [Fact]
    public void Missing_arguments_are_named()
    {
        using var model = new ScaleTwo(4, 3);
        using var x = randn(2, 4);
        Assert.Throws<ArgumentNullException>("block", () => ActivationRecompute.Run((Module<Tensor, Tensor>)null!, x));
        Assert.Throws<ArgumentNullException>("function", () => ActivationRecompute.Run((Func<Tensor, Tensor>)null!, x, model));
        Assert.Throws<ArgumentNullException>("input", () => ActivationRecompute.Run(model, null!));
        Assert.Throws<ArgumentNullException>("owners", () => ActivationRecompute.Run(model.forward, x, model, null!));
    }

    private static T Ranked<T>(T model, Func<T, AdapterSet> set)
    {
        set(model).AllocateRanksEvenly();
        return model;
    }
}
