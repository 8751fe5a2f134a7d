using LoraDsl.Adapters;
using LoraDsl.Optimization;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.State;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim.lr_scheduler;

namespace LoraDsl.Runtime.Tests.Training;

/// <summary>LoRA+ trains B by another rate than A, LoRA-FA does not train A.</summary>
public sealed partial class LearningRateRatioTests
{
    [Lora(2, Alpha = 4, LearningRateRatio = 16)]
    private sealed partial class PlusNet : Module<Tensor, Tensor>
    {
        private readonly Embedding tokens = Embedding(9, 6);
        private readonly Linear up = Linear(6, 8);
        [Lora(2, LearningRateRatio = 4)] private readonly Linear down = Linear(8, 6);

        public PlusNet()
            : base(nameof(PlusNet))
        {
            RegisterComponents();
            AttachLora();
            Lora.FreezeBase();
        }

        public override Tensor forward(Tensor ids) => Down.forward(Up.forward(Tokens.forward(ids)));
    }

    [Lora(2, Alpha = 4, FreezeA = true)]
    private sealed partial class FrozenANet : Module<Tensor, Tensor>
    {
        private readonly Linear layer = Linear(6, 8);
        private readonly Embedding tokens = Embedding(9, 6);

        public FrozenANet()
            : base(nameof(FrozenANet))
        {
            RegisterComponents();
            AttachLora();
            Lora.FreezeBase();
        }

        public override Tensor forward(Tensor x) => Layer.forward(x);
    }

    [Fact]
    public void A_step_moves_B_by_its_own_rate()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new PlusNet();
        Randomize(model.Lora);
        using var optimizer = model.Lora.Optimizer(p => optim.SGD(p, 0.01), embeddingLearningRate: 0.002);
        model.forward(randint(9, [4, 3])).square().sum().backward();
        var expected = model.Lora.Named().SelectMany(entry => entry.Adapter.Factors)
            .Zip([0.002, 0.002, 0.01, 0.16, 0.01, 0.04], (factor, rate) => (Factor: factor, Value: factor.detach() - (factor.grad! * rate)))
            .ToList();
        optimizer.step();
        Assert.All(expected, entry => Assert.InRange(Reference.MaxDifference(entry.Value, entry.Factor), 0, 1e-6 * entry.Value.abs().max().item<float>()));
    }

    [Fact]
    public void Schedulers_keep_the_ratio()
    {
        foreach (var schedule in (Func<optim.Optimizer, LRScheduler>[])[o => StepLR(o, 2, 0.5), o => OneCycleLR(o, 0.1, 10), o => CosineAnnealingLR(o, 10, 0)])
        {
            using var scope = NewDisposeScope();
            using var model = new PlusNet();
            using var optimizer = model.Lora.Optimizer(p => optim.AdamW(p, 0.01));
            var scheduler = schedule(optimizer);
            var rates = new HashSet<double>();
            for (var step = 0; step < 5; step++)
            {
                model.forward(randint(9, [4, 3])).square().sum().backward();
                optimizer.step();
                double[] now = [.. optimizer.ParamGroups.Select(group => group.LearningRate)];
                Assert.Equal(16, now[1] / now[0], 1e-9);
                Assert.Equal(4, now[2] / now[0], 1e-9);
                rates.Add(now[0]);
                scheduler.step();
            }

            Assert.True(rates.Count > 1, "The schedule changes nothing.");
        }
    }

    [Fact]
    public void A_training_that_goes_on_has_the_rates_and_moments_of_each_group()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        var ids = randint(9, [4, 3]);
        using var model = new PlusNet();
        using var optimizer = Optimizer(model);
        Train(model, optimizer, ids, 3);
        using var state = new SavedState();
        model.Lora.SaveState(state.Section("model"));
        optimizer.Save(state.Section("optimizer"));

        using var other = new PlusNet();
        other.load_state_dict(model.state_dict());
        other.Lora.LoadState(state.Section("model"));
        using var second = Optimizer(other);
        second.Load(state.Section("optimizer"));
        Train(model, optimizer, ids, 2);
        Train(other, second, ids, 2);
        foreach (var (left, right) in model.parameters().Zip(other.parameters()))
            Assert.True(Reference.SameBits(left, right));
    }

    [Fact]
    public void An_optimizer_that_is_not_made_of_its_parameters_is_refused()
    {
        using var model = new PlusNet();
        Parameter[] own = [.. model.Lora.Named().SelectMany(entry => entry.Adapter.Factors)];
        Assert.Contains("LearningRateRatio", Assert.Throws<ArgumentException>(() => model.Lora.Optimizer(_ => optim.SGD(own, 0.01))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_rate_of_embeddings_is_above_zero(double rate)
    {
        using var model = new PlusNet();
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Lora.Optimizer(p => optim.SGD(p, 0.01), embeddingLearningRate: rate));
    }

    [Fact]
    public void A_frozen_A_does_not_train_and_needs_no_input()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new FrozenANet();
        var adapter = model.Lora.Layer;
        var before = adapter.A.detach().clone();
        using var optimizer = model.Lora.Optimizer(p => optim.AdamW(p, 0.1, weight_decay: 0.1));
        Assert.DoesNotContain(adapter.A, optimizer.parameters(), ReferenceEqualityComparer.Instance);
        Assert.Equal(adapter.B.numel() + (2 * (9 + 6)), model.Lora.TrainableParameters);
        Assert.Equal(adapter.B.numel(), adapter.ParameterCount);
        var x = randn(4, 6);
        var y = model.forward(x);

        // libtorch refuses a backward pass that needs what was changed since.
        x.zero_();
        y.sum().backward();
        optimizer.step();
        Assert.True(Reference.SameBits(before, adapter.A));
        Assert.NotEqual(0, adapter.B.detach().abs().sum().item<float>());

        model.Lora.IsTrainable = false;
        model.Lora.IsTrainable = true;
        Assert.False(adapter.A.requires_grad);
        Assert.False(model.Lora.Tokens.FreezesA);
    }

    [Fact]
    public void A_trained_A_needs_the_input()
    {
        using var scope = NewDisposeScope();
        using var model = new PlusNet();
        var x = randn(4, 6);
        var y = model.Lora.Up.forward(x);
        x.zero_();
        Assert.ThrowsAny<Exception>(() => y.sum().backward());
    }

    [Fact]
    public void A_plain_optimizer_is_warned_of()
    {
        using var scope = NewDisposeScope();
        using var model = new PlusNet();
        var warnings = new List<string>();
        var before = LoraWarnings.Handler;
        LoraWarnings.Handler = warnings.Add;
        try
        {
            var ids = randint(9, [4, 3]);
            model.forward(ids).sum().backward();
            model.forward(ids).sum().backward();
        }
        finally
        {
            LoraWarnings.Handler = before;
        }

        Assert.Contains("16 times A's (LearningRateRatio)", Assert.Single(warnings), StringComparison.Ordinal);
    }

    private static LoraOptimizer Optimizer(PlusNet model) => model.Lora.Optimizer(p => optim.AdamW(p, 0.01));

    private static void Randomize(AdapterSet set)
    {
        foreach (var (_, adapter) in set.Named())
            Reference.Randomize(adapter);
    }

    private static void Train(PlusNet model, LoraOptimizer optimizer, Tensor ids, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            optimizer.zero_grad();
            model.forward(ids).square().sum().backward();
            optimizer.step();
        }
    }
}
