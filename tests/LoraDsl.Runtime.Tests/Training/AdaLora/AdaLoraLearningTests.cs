using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Training;

/// <summary>
/// Four frozen layers side by side, to be moved by matrices of known ranks and equal singular values: AdaLoRA has to find where ranks
/// are needed.
/// </summary>
public sealed class AdaLoraLearningTests
{
    private const int Width = 24;
    private const int Steps = 400;

    private static readonly int[] s_planted = [12, 6, 2, 0];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Ranks_go_where_they_are_needed_and_beat_even_ones(int seed)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(seed);
        using var model = new FourTriplets();
        using var even = new FourEven();
        model.Lora.FreezeBase();
        even.Lora.FreezeBase();
        var x = randn(256, Width);
        var targets = Planted();
        using var optimizer = model.Lora.Optimizer(parameters => optim.AdamW(parameters, 0.02), adaLora: new AdaLoraOptions(Steps));
        using var evenOptimizer = even.Lora.Optimizer(parameters => optim.AdamW(parameters, 0.02));
        var wanted = Wanted(model, x, targets);
        var wantedEven = Wanted(even, x, targets);
        for (var step = 0; step < Steps; step++)
        {
            Step(model, optimizer, x, wanted);
            Step(even, evenOptimizer, x, wantedEven);
        }

        int[] ranks = [.. model.Lora.Named().Select(entry => entry.Adapter.CurrentRank)];
        Assert.Equal(20, ranks.Sum());
        Assert.Equal(1, ranks[3]);

        Assert.True(ranks[0] > ranks[1] && ranks[1] > ranks[2] && ranks[2] > ranks[3], string.Join(", ", ranks));
        Assert.InRange(Loss(model, x, wanted), 0, 0.5 * Loss(even, x, wantedEven));
    }

    private static void Step(Module<Tensor, Tensor> model, LoraDsl.Optimization.LoraOptimizer optimizer, Tensor x, Tensor wanted)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        functional.mse_loss(model.forward(x), wanted).backward();
        optimizer.step();
    }

    private static double Loss(Module<Tensor, Tensor> model, Tensor x, Tensor wanted)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return functional.mse_loss(model.forward(x), wanted).item<float>();
    }

    private static Tensor Wanted(Module<Tensor, Tensor> model, Tensor x, IReadOnlyList<Tensor> targets)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return (model.forward(x) + cat([.. targets.Select(target => x.mm(target.t()))], 1)).MoveToOuterDisposeScope();
    }

    // Matrices with that many singular values of 1.
    private static List<Tensor> Planted() =>
    [
        .. s_planted.Select(rank =>
        {
            using var scope = NewDisposeScope();
            var (u, v) = (linalg.qr(randn(Width, Width)).Q, linalg.qr(randn(Width, Width)).Q);
            return u.narrow(1, 0, rank).mm(v.narrow(0, 0, rank)).MoveToOuterDisposeScope();
        }),
    ];
}

/// <summary>Four layers whose outputs stand side by side, under AdaLoRA.</summary>
[Lora("adaptive", budget: 20, Allocation = AllocationStrategy.AdaLora, InitialRank = 14)]
internal sealed partial class FourTriplets : Module<Tensor, Tensor>
{
    private readonly Linear first = Linear(24, 24);
    private readonly Linear second = Linear(24, 24);
    private readonly Linear third = Linear(24, 24);
    private readonly Linear fourth = Linear(24, 24);

    public FourTriplets()
        : base(nameof(FourTriplets))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => cat([First.forward(x), Second.forward(x), Third.forward(x), Fourth.forward(x)], 1);
}

/// <summary>The same layers at one rank.</summary>
[Lora(5)]
internal sealed partial class FourEven : Module<Tensor, Tensor>
{
    private readonly Linear first = Linear(24, 24);
    private readonly Linear second = Linear(24, 24);
    private readonly Linear third = Linear(24, 24);
    private readonly Linear fourth = Linear(24, 24);

    public FourEven()
        : base(nameof(FourEven))
    {
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) => cat([First.forward(x), Second.forward(x), Third.forward(x), Fourth.forward(x)], 1);
}
