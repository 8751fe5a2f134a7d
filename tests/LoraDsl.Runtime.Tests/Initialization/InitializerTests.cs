using LoraDsl.Initialization;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Initialization;

/// <summary>Each initializer against its formula: exactly where it is deterministic, by its moments where it draws.</summary>
public sealed class InitializerTests
{
    private const int Rank = 6;
    private const int In = 50;
    private const int Out = 40;

    public static TheoryData<IAdapterInitializer, double, double> Deviations => new()
    {
        { new KaimingUniformInitializer(), 1 / Math.Sqrt(3 * In), 0 },
        { new GaussianInitializer(), 1.0 / Rank, 0 },
        { new XavierInitializer(), Math.Sqrt(2.0 / (In + Out)), 0.1 * Math.Sqrt(2.0 / (In + Out)) },
        { new KaimingNormalInitializer(), Math.Sqrt(2.0 / In), 0.1 * Math.Sqrt(2.0 / Rank) },
        { new OrthogonalInitializer(), 1 / Math.Sqrt(In), 0.1 / Math.Sqrt(Out) },
        { new LayerAdaptiveInitializer(), 0.02 * 0.75, 0.02 * 0.75 * 0.125 },
        { new ScaledNormalInitializer(), 0.02, 0.002 },
    };

    [Theory]
    [MemberData(nameof(Deviations))]
    public void Factors_have_the_stated_moments(IAdapterInitializer initializer, double ofA, double ofB)
    {
        const int Draws = 60;
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        manual_seed(5);
        List<Tensor> a = [], b = [];
        for (var draw = 0; draw < Draws; draw++)
        {
            var start = Start() with { Depth = 0.5 };
            initializer.Fill(start);
            a.Add(start.A);
            b.Add(start.B);
        }

        RequireMoments(stack(a), ofA);
        RequireMoments(stack(b), ofB);
        Assert.Equal(ofB != 0, initializer.ChangesModel);
    }

    [Fact]
    public void The_orthogonal_start_is_orthogonal()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var start = Start();
        new OrthogonalInitializer().Fill(start);
        RequireClose(eye(Rank, dtype: ScalarType.Float64), start.A.mm(start.A.t()));
        RequireClose(eye(Rank, dtype: ScalarType.Float64).mul(0.01), start.B.t().mm(start.B));
    }

    // A weight of rank 12 has the effective rank 12: 6 is its half, 7 is above.
    [Theory]
    [InlineData(6, 0.5, 0.1)]
    [InlineData(7, 0.2, 0.05)]
    public void The_pretrained_weight_sets_the_scale(int rank, double ofA, double ofB)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        manual_seed(6);
        var (left, right) = (linalg.qr(randn(Out, 12, dtype: ScalarType.Float64)).Q, linalg.qr(randn(In, 12, dtype: ScalarType.Float64)).Q);
        var weight = left.mm(right.t()).mul(3);
        var unit = 3 * weight.std().item<double>();
        List<Tensor> a = [], b = [];
        for (var draw = 0; draw < 60; draw++)
        {
            var start = Start(rank) with { Weight = weight };
            new PretrainedAdaptiveInitializer().Fill(start);
            a.Add(start.A);
            b.Add(start.B);
        }

        RequireMoments(stack(a), ofA * unit);
        RequireMoments(stack(b), ofB * unit);
    }

    [Fact]
    public void Pissa_holds_the_principal_part_of_the_weight()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var start = Start();
        new PissaInitializer().Fill(start);
        RequireClose(BestApproximation(start.Weight, Rank), start.B.mm(start.A).mul(start.Scaling));
        RequireClose(start.A.square().sum(1), start.B.square().sum(dim: 0));
    }

    [Fact]
    public void Olora_holds_the_first_of_q_and_r()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var start = Start();
        new OloraInitializer().Fill(start);
        RequireClose(eye(Rank, dtype: ScalarType.Float64), start.B.t().mm(start.B));

        // Q_r·R_r agrees with W in the first columns, which later columns of Q have no part in.
        RequireClose(start.Weight.narrow(1, 0, Rank), start.B.mm(start.A).narrow(1, 0, Rank));
        RequireClose(start.B.t().mm(start.Weight), start.A);
    }

    [Fact]
    public void A_target_is_approximated_as_well_as_the_rank_allows()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var start = Start();
        var target = randn(Out, In, dtype: ScalarType.Float64);
        new TargetInitializer(_ => target).Fill(start);
        RequireClose(BestApproximation(target, Rank), start.B.mm(start.A));

        var (a, b) = (start.A.clone(), start.B.clone());
        manual_seed(8);
        new TargetInitializer(_ => target, noise: 0.5).Fill(start);
        RequireMoments(cat([start.A.sub(a).flatten(), start.B.sub(b).flatten()]), 0.5);

        var error = Assert.Throws<ArgumentException>(() => new TargetInitializer(_ => target.t()).Fill(start));
        Assert.Contains("'layer'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_of_less_rank_leaves_the_rest_zero()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var start = Start(rank: 5) with { Weight = randn(3, In, dtype: ScalarType.Float64), B = zeros(3, 5, dtype: ScalarType.Float64) };
        start.A.fill_(double.NaN);
        new TargetInitializer(_ => start.Weight).Fill(start);
        RequireClose(start.Weight, start.B.mm(start.A));
        Assert.Equal(0, start.A.narrow(0, 3, 2).abs().sum().item<double>());
    }

    [Fact]
    public void LoraGa_takes_the_gradients_singular_vectors()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var gradient = randn(Out, In, dtype: ScalarType.Float64);
        var start = Start() with { Gradient = Vectors(gradient) };
        new LoraGaInitializer().Fill(start);
        var square = Math.Sqrt(Out) / 16;
        var (u, s, vt) = linalg.svd(gradient, fullMatrices: false);
        RequireClose(vt.narrow(0, 0, Rank).t().mm(vt.narrow(0, 0, Rank)).mul(square), start.A.t().mm(start.A));
        RequireClose(u.narrow(1, Rank, Rank).mm(u.narrow(1, Rank, Rank).t()).mul(square), start.B.mm(start.B.t()));

        var large = Start(rank: 21) with { Gradient = Vectors(gradient) };
        var error = Assert.Throws<ArgumentException>(() => new LoraGaInitializer().Fill(large));
        Assert.Contains("a rank of at most 20", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_gradient_start_loses_least_of_the_gradient()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var gradient = randn(Out, In, dtype: ScalarType.Float64);
        var start = Start() with { Gradient = Vectors(gradient) };
        new GradientInitializer().Fill(start);
        RequireClose(BestApproximation(gradient, Rank), gradient.mm(start.A.t()).mm(start.A));
        Assert.Equal(0, start.B.abs().sum().item<double>());
    }

    [Fact]
    public void Eva_follows_the_inputs()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var inputs = randn(70, In, dtype: ScalarType.Float64);
        var start = Start() with { Inputs = Vectors(inputs).Right };
        new EvaInitializer().Fill(start);
        RequireClose(BestApproximation(inputs, Rank), inputs.mm(start.A.t()).mm(start.A));

        var few = Start() with { Inputs = Vectors(inputs.narrow(0, 0, 4)).Right };
        var error = Assert.Throws<ArgumentException>(() => new EvaInitializer().Fill(few));
        Assert.Contains("rank 6 cannot be initialized from 4 directions", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_given_is_asked_for()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<InvalidOperationException>(() => new GradientInitializer().Fill(Start()));
        Assert.Contains("'layer'", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new EvaInitializer().Fill(Start()));
    }

    private static GradientVectors Vectors(Tensor matrix)
    {
        var (left, values, right) = linalg.svd(matrix, fullMatrices: false);
        return new GradientVectors(left, values, right);
    }

    [Theory]
    [InlineData(CordaMode.InstructionPreviewed)]
    [InlineData(CordaMode.KnowledgePreserved)]
    public void Corda_takes_components_of_the_weight_as_the_inputs_see_it(CordaMode mode)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        manual_seed(8);
        var rows = randn(80, In, dtype: ScalarType.Float64);
        var covariance = rows.t().mm(rows).div(80);
        var start = Start() with { Covariance = covariance };
        new CordaInitializer(mode).Fill(start);

        var damped = covariance + (eye(In, dtype: ScalarType.Float64) * 0.01 * covariance.diagonal().mean());
        var (u, s, vt) = linalg.svd(start.Weight.mm(damped), fullMatrices: false);
        var first = mode == CordaMode.InstructionPreviewed ? 0 : Out - Rank;
        var part = u.narrow(1, first, Rank).mul(s.narrow(0, first, Rank)).mm(vt.narrow(0, first, Rank));
        RequireClose(part.mm(linalg.inv(damped)), start.B.mm(start.A).mul(2));
    }

    [Fact]
    public void Randomized_Pissa_comes_near_the_best_approximation()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        manual_seed(9);
        var start = Start();
        var best = start.Weight.sub(BestApproximation(start.Weight, Rank)).norm().item<double>();
        int[] counts = [0, 2, 16];
        double[] errors = [.. counts.Select(iterations =>
        {
            new PissaInitializer(iterations).Fill(start);
            return start.Weight.sub(start.B.mm(start.A).mul(2)).norm().item<double>() / best;
        })];
        Assert.True(errors[0] > errors[1] && errors[1] > errors[2], string.Join(", ", errors));
        Assert.InRange(errors[2], 1, 1 + 1e-4);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PissaInitializer(-1));
    }

    private static InitializerContext Start(int rank = Rank) => new(
        "layer",
        empty(rank, In, dtype: ScalarType.Float64),
        empty(Out, rank, dtype: ScalarType.Float64),
        randn(Out, In, dtype: ScalarType.Float64),
        Scaling: 2);

    private static Tensor BestApproximation(Tensor matrix, int rank)
    {
        var (u, s, vt) = linalg.svd(matrix, fullMatrices: false);
        return u.narrow(1, 0, rank).mul(s.narrow(0, 0, rank)).mm(vt.narrow(0, 0, rank));
    }

    // Thousands of values: four standard errors of a mean and of a standard deviation.
    private static void RequireMoments(Tensor values, double deviation)
    {
        var count = values.numel();
        Assert.InRange(values.mean().item<double>(), -4 * deviation / Math.Sqrt(count), 4 * deviation / Math.Sqrt(count));
        var tolerance = 4 * deviation / Math.Sqrt(2.0 * count);
        Assert.InRange(values.square().mean().sqrt().item<double>(), deviation - tolerance, deviation + tolerance);
    }

    private static void RequireClose(Tensor expected, Tensor actual) =>
        Assert.InRange(expected.sub(actual).abs().max().item<double>(), 0, 1e-10);
}
