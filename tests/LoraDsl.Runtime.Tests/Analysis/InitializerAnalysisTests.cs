using LoraDsl.Analysis;
using LoraDsl.Extensibility;
using LoraDsl.Initialization;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Analysis;

public sealed class InitializerAnalysisTests
{
    private static readonly InitializerAnalysis Analysis = new() { Trials = 2, Steps = 40, Seed = 3 };

    [Fact]
    public void Figures_at_the_start_are_those_of_the_weight()
    {
        using var scope = NewDisposeScope();
        var report = Analysis.Compare([new PissaInitializer(), new GaussianInitializer(), new GradientInitializer()], Subject, targetLoss: 0);
        manual_seed(3);
        using var model = new ScaleTwo(8, 6);
        var sigma = linalg.svdvals(model.Lora.Named().First().Adapter.Layer.Weight.to(ScalarType.Float64)).data<double>().ToArray();
        var rank = model.Lora.Named().First().Adapter.CurrentRank;

        var pissa = report.Results[0].Trials[0];
        Assert.Equal(Math.Sqrt(sigma.Take(rank).Sum(value => value * value)), pissa.UpdateNorm!.Value, 1e-4);
        Assert.Equal(sigma[0], pissa.SpectralNorm!.Value, 1e-4);
        Assert.Equal(sigma[0] / sigma[rank - 1], pissa.ConditionNumber!.Value, 1e-3);

        var gaussian = report.Results[1].Trials[0];
        Assert.Equal((0, 0, null), (gaussian.UpdateNorm, gaussian.SpectralNorm, gaussian.ConditionNumber));

        // B is zero: only B has a gradient, s·G·Aᵀ, greatest when A spans the gradient's rows.
        Assert.True(report.Results[2].Trials[0].GradientNorm > 0);
        Assert.Null(report.Fastest);
        Assert.Equal(0, report.Results.Sum(result => result.Reached));
    }

    [Fact]
    public void The_gradient_at_step_1_is_autograds()
    {
        using var scope = NewDisposeScope();
        var report = Analysis.Compare([new GaussianInitializer()], Subject, targetLoss: 0);
        manual_seed(4);
        var subject = Subject();
        subject.Adapters.Initialize(new GaussianInitializer());
        subject.Loss(0).backward();
        var adapter = subject.Adapters.Named().First().Adapter;
        Assert.Equal(adapter.B.grad!.norm().item<float>(), report.Results[0].Trials[1].GradientNorm!.Value, 1e-4);
    }

    [Fact]
    public void The_fastest_and_the_most_stable_are_named()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var (before, state) = (rand(1).item<float>(), get_rng_state());
        var report = Analysis.Compare([new Overflowing(), new GaussianInitializer(), new Still()], Subject, targetLoss: 0.4);
        Assert.Equal(state, get_rng_state(), (left, right) => Reference.SameBits(left, right));
        Assert.NotEqual(before, rand(1).item<float>());

        var (overflowing, gaussian, still) = (report.Results[0], report.Results[1], report.Results[2]);
        Assert.Equal((2, null), (overflowing.Diverged, overflowing.FinalLoss));
        Assert.Equal((0, 2), (gaussian.Diverged, gaussian.Reached));
        Assert.InRange(gaussian.StepsToTarget!.Value, 2, 40);
        Assert.True(gaussian.FinalLoss < still.FinalLoss);
        Assert.Equal("Gaussian", report.Fastest);

        // Where nothing moves, the loss is that of the data, the same in both trials.
        Assert.InRange(still.FinalLossDeviation!.Value, 0, 1e-5);
        Assert.True(gaussian.FinalLossDeviation > 1e-4);
        Assert.Equal("still", report.MostStable);
    }

    [Fact]
    public void A_report_is_text_and_json()
    {
        var report = new InitializerReport(
            0.5,
            10,
            [
                new("PiSSA", [new(0, 2, 1, 3, 4, 5, 0.25, false), new(1, 4, 1, 5, 4, null, 0.75, false)]),
                new("wild", [new(0, 0, 0, null, null, null, null, true), new(1, 0, 0, null, 1, 2, 0.5, false)]),
            ]);
        Assert.Equal((3, 1, 4, 5, 1, 0.5), (report.Results[0].UpdateNorm, report.Results[0].SpectralNorm, report.Results[0].ConditionNumber, report.Results[0].StepsToTarget, report.Results[0].Reached, report.Results[0].FinalLoss));
        Assert.Equal(0.35355339, report.Results[0].FinalLossDeviation!.Value, 1e-8);
        Assert.Equal(("wild", "PiSSA"), (report.Fastest, report.MostStable));

        var text = report.ToString();
        Assert.Contains("fastest to a loss of 0.5 within 10 steps: wild; most stable: PiSSA", text, StringComparison.Ordinal);
        Assert.Matches(@"PiSSA +3 +1 +4 +4 +5 +1/2 +0\.5 +0\.3536 +0\n", text);
        Assert.Matches(@"wild +0 +0 +- +1 +2 +1/2 +0\.5 +- +1\n", text);

        var json = report.ToJson();
        Assert.Contains("\"fastest\": \"wild\"", json, StringComparison.Ordinal);
        var read = InitializerReport.FromJson(json);
        Assert.Equal(json, read.ToJson());
        Assert.Equal(report.Results[1].Trials, read.Results[1].Trials);
    }

    [Fact]
    public void What_cannot_be_compared_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => Analysis.Compare([], Subject, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InitializerAnalysis { Trials = 0 });
        Assert.Throws<ArgumentException>(() => Analysis.Compare([new TargetInitializer(_ => zeros(1))], Subject, 1));
    }

    // The same data and the same base in every trial, so that only the adapters' start differs.
    private static InitializerSubject Subject()
    {
        var model = new ScaleTwo(8, 6);
        model.Lora.FreezeBase();
        using var generator = new Generator(11);
        var x = randn([32, 8], generator: generator).DetachFromDisposeScope();
        var change = randn([6, 1], generator: generator).mm(randn([1, 8], generator: generator)).DetachFromDisposeScope();
        var target = model.Lora.Named().First().Adapter.Layer.Module.forward(x).detach().add(x.mm(change.t())).DetachFromDisposeScope();
        return new InitializerSubject(model.Lora, _ => model.forward(x).sub(target).square().mean(), p => optim.Adam(p, lr: 0.1));
    }

    private sealed class Overflowing : Part
    {
        public override string Name => "overflowing";

        public override void Fill(InitializerContext start)
        {
            start.A.fill_(1e20);
            start.B.fill_(1e20);
        }
    }

    private sealed class Still : Part
    {
        public override string Name => "still";

        public override void Fill(InitializerContext start)
        {
            start.A.zero_();
            start.B.zero_();
        }
    }

    private abstract class Part : IAdapterInitializer
    {
        public abstract string Name { get; }

        public InitializerNeeds Needs => InitializerNeeds.Nothing;

        public bool ChangesModel => false;

        public abstract void Fill(InitializerContext start);
    }
}
