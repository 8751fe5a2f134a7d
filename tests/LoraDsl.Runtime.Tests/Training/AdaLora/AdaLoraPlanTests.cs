using LoraDsl.Runtime.Tests.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Training;

/// <summary>What is refused before a training under AdaLoRA begins, and how it is said.</summary>
public sealed class AdaLoraPlanTests
{
    [Fact]
    public void Options_that_are_missing_are_asked_for()
    {
        using var model = Frozen(new TripletNet());
        var error = Assert.Throws<InvalidOperationException>(() => model.Lora.Optimizer(AdaLoraStepTests.Inner));
        Assert.Contains("new AdaLoraOptions(totalSteps: …)", error.Message, StringComparison.Ordinal);
        Assert.Contains("'head'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_without_an_adapter_are_refused()
    {
        using var model = new ScaleTwo(4, 4);
        model.Lora.FreezeBase();
        Assert.Throws<ArgumentException>("options", () => model.Lora.Optimizer(AdaLoraStepTests.Inner, adaLora: new AdaLoraOptions(10)));
        Assert.Throws<InvalidOperationException>(() => model.Lora.OrthogonalityPenalty());
    }

    [Fact]
    public void A_budget_above_the_initial_ranks_is_refused()
    {
        // Three layers of two outputs and inputs start with two triplets each, less than the budget of six after the first.
        using var model = Frozen(new TripletNet(width: 1));
        var error = Assert.Throws<InvalidOperationException>(
            () => model.Lora.Optimizer(AdaLoraStepTests.Inner, adaLora: new AdaLoraOptions(10)));
        Assert.Contains("InitialRank", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Least_ranks_above_the_budget_are_refused()
    {
        using var model = new GreedyTriplets();
        model.Lora.FreezeBase();
        var error = Assert.Throws<InvalidOperationException>(
            () => model.Lora.Optimizer(AdaLoraStepTests.Inner, adaLora: new AdaLoraOptions(10)));
        Assert.Contains("MinRank", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_is_spent_by_AdaLoRA_alone_or_not_at_all()
    {
        using var model = new MixedBudget();
        model.Lora.FreezeBase();
        var error = Assert.Throws<InvalidOperationException>(() => model.Lora.AllocateRanksEvenly());
        Assert.Contains("'child.", error.Message, StringComparison.Ordinal);
        Assert.Contains("AllocationStrategy.AdaLora", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_no_ranks_to_allocate_before_training()
    {
        using var model = new TripletNet();
        Assert.Contains("AdaLoRA", Assert.Throws<InvalidOperationException>(() => model.Lora.AllocateRanksEvenly()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_optimizer_that_reads_several_gradients_in_a_step_is_refused()
    {
        using var model = Frozen(new TripletNet());
        var error = Assert.Throws<NotSupportedException>(
            () => model.Lora.Optimizer(parameters => new Foreign(optim.SGD(parameters, 0.1)), adaLora: new AdaLoraOptions(10)));
        Assert.Contains("Foreign", error.Message, StringComparison.Ordinal);
    }

    private static TripletNet Frozen(TripletNet model)
    {
        model.Lora.FreezeBase();
        return model;
    }

    private sealed class Foreign(optim.Optimizer inner) : optim.Optimizer(IntPtr.Zero)
    {
        public override IEnumerable<optim.ILearningRateController> ParamGroups => inner.ParamGroups;

        public override Tensor step(Func<Tensor>? closure = null) => inner.step(closure)!;

        public override void zero_grad() => inner.zero_grad();

        public override IEnumerable<Parameter> parameters() => inner.parameters();

        public override void add_param_group(ParamGroup param_group) => inner.add_param_group(param_group);
    }
}

// What the compiler refuses, the runtime meets where classes come from several assemblies.
#pragma warning disable LORA210, LORA217

/// <summary>Two layers that are to keep more than there is.</summary>
[Lora("adaptive", budget: 6, Allocation = AllocationStrategy.AdaLora, InitialRank = 5, MinRank = 4)]
internal sealed partial class GreedyTriplets : Module<Tensor, Tensor>
{
    private readonly Linear up;
    private readonly Linear down;

    public GreedyTriplets()
        : base(nameof(GreedyTriplets))
    {
        up = Linear(8, 8);
        down = Linear(8, 8);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Down.forward(Up.forward(x));
}

/// <summary>A budget that is shared out before training, over AdaLoRA's adapters.</summary>
[Lora("adaptive", budget: 6)]
internal sealed partial class MixedBudget : Module<Tensor, Tensor>
{
    private readonly TripletBlock child;
    private readonly Linear head;

    public MixedBudget()
        : base(nameof(MixedBudget))
    {
        child = new TripletBlock(8, 8);
        head = Linear(8, 8);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => Head.forward(child.forward(x));
}
