using System.Reflection;
using LoraDsl.Generators.Tests.Harness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Generators.Tests;

/// <summary>
/// Runs the generated functions of LoRS in float64: the exact mode against autograd on the masked formula and against finite
/// differences, the published one against the formula that it is published as.
/// </summary>
[Collection(Probe.Collection)]
public sealed class LorsFunctionTests
{
    private const int Rank = 3;

    private static readonly Lazy<Dictionary<string, MethodInfo>> s_forwards = new(Compile);

    public static TheoryData<string, bool, bool, bool> LinearCases
    {
        get
        {
            var cases = new TheoryData<string, bool, bool, bool>();
            foreach (var name in new[] { "", "_Scale2" })
            {
                cases.Add(name, true, true, false);
                cases.Add(name, false, true, true);
                cases.Add(name, true, false, true);
                cases.Add(name, false, false, false);
            }

            return cases;
        }
    }

    public static TheoryData<string, PaddingModes, Padding?, bool, bool> ConvolutionCases => new()
    {
        { "", PaddingModes.Zeros, null, true, true },
        { "_Scale2", PaddingModes.Zeros, null, false, false },
        { "_Scale2", PaddingModes.Reflect, null, true, true },
        { "", PaddingModes.Zeros, Padding.Same, true, false },
        { "", PaddingModes.Circular, null, true, true },
    };

    [Theory]
    [MemberData(nameof(LinearCases))]
    public void The_exact_gradients_of_a_linear_layer_are_autograds(string scale, bool hasBias, bool inputTrains, bool baseTrains)
    {
        using var scope = NewDisposeScope();
        var call = Call.Linear(hasBias, inputTrains, baseTrains);
        RequireSame(
            call.Run("LinearLorsExact" + scale), nn.functional.linear(call.X, call.Masked(ScalingOf(scale)), call.Bias), call.Leaves());
    }

    [Theory]
    [MemberData(nameof(LinearCases))]
    public void The_published_gradients_of_a_linear_layer_are_the_published_formula(string scale, bool hasBias, bool inputTrains, bool baseTrains)
    {
        using var scope = NewDisposeScope();
        var (call, s) = (Call.Linear(hasBias, inputTrains, baseTrains), ScalingOf(scale));
        var y = call.Run("LinearLors" + scale);
        var masked = call.Masked(s).detach();
        RequireClose(nn.functional.linear(call.X, masked, call.Bias), y);

        var g = randn_like(y);
        Dictionary<Tensor, Tensor> expected = new(ReferenceEqualityComparer.Instance)
        {
            [call.A] = g.mm(call.B).t().mm(call.X).mul(s),
            [call.B] = g.t().mm(call.X.mm(call.A.t())).mul(s),
        };
        if (inputTrains)
        {
            expected[call.X] = g.mm(masked);
        }

        if (baseTrains)
        {
            expected[call.Weight] = g.t().mm(call.X).mul(call.Weight.ne(0));
        }

        var leaves = expected.Keys.ToArray();
        var actual = autograd.grad([y], leaves, [g]);
        for (var i = 0; i < leaves.Length; i++)
        {
            RequireClose(expected[leaves[i]], actual[i]);
        }
    }

    [Theory]
    [MemberData(nameof(ConvolutionCases))]
    public void The_exact_gradients_of_a_convolution_are_autograds(string scale, PaddingModes mode, Padding? padding, bool hasBatch, bool baseTrains)
    {
        using var scope = NewDisposeScope();
        var call = Call.Convolution(mode, padding, hasBatch, baseTrains);
        RequireSame(
            call.Run("Conv2dLorsExact" + scale), Convolve(call, call.X, call.Masked(ScalingOf(scale)), call.Bias), call.Leaves());
    }

    [Theory]
    [MemberData(nameof(ConvolutionCases))]
    public void The_published_gradients_of_a_convolution_pass_the_mask_through(string scale, PaddingModes mode, Padding? padding, bool hasBatch, bool baseTrains)
    {
        using var scope = NewDisposeScope();
        var (call, s) = (Call.Convolution(mode, padding, hasBatch, baseTrains), ScalingOf(scale));
        var y = call.Run("Conv2dLors" + scale);
        RequireClose(Convolve(call, call.X, call.Masked(s), call.Bias), y);

        var g = randn_like(y);
        var ofInput = Convolve(call, call.X, call.Masked(s).detach(), null);
        var ofFactors = nn.functional.conv2d(Convolve(call, call.X.detach(), call.A, null), call.B).mul(s);
        var ofWeight = Convolve(call, call.X.detach(), call.Weight.mul(call.Weight.detach().ne(0)), call.Bias);
        RequireClose(autograd.grad([ofInput], [call.X], [g])[0], autograd.grad([y], [call.X], [g], retain_graph: true)[0]);
        RequireEqual(autograd.grad([ofFactors], [call.A, call.B], [g]), autograd.grad([y], [call.A, call.B], [g], retain_graph: true));
        if (baseTrains)
        {
            RequireEqual(
                autograd.grad([ofWeight], [call.Weight, call.Bias!], [g]), autograd.grad([y], [call.Weight, call.Bias!], [g]));
        }
    }

    [Theory]
    [InlineData("Linear")]
    [InlineData("Conv2d")]
    public void The_exact_gradients_are_finite_differences(string layer)
    {
        using var scope = NewDisposeScope();
        var call = layer == "Linear"
            ? Call.Linear(hasBias: true, inputTrains: true, baseTrains: false)
            : Call.Convolution(PaddingModes.Zeros, null, hasBatch: true, baseTrains: false);
        var name = layer + "LorsExact_Scale2";
        Tensor[] leaves = [call.X, call.A, call.B];
        var g = randn_like(call.Run(name));
        var gradients = autograd.grad([call.Run(name)], leaves, [g]);
        using var noGradient = no_grad();
        const double step = 1e-6;
        for (var i = 0; i < leaves.Length; i++)
        {
            var direction = randn_like(leaves[i]);
            leaves[i].add_(direction, step);
            var above = call.Run(name).mul(g).sum().item<double>();
            leaves[i].add_(direction, -2 * step);
            var below = call.Run(name).mul(g).sum().item<double>();
            leaves[i].add_(direction, step);
            Assert.Equal((above - below) / (2 * step), gradients[i].mul(direction).sum().item<double>(), 1e-6);
        }
    }

    [Theory]
    [InlineData("LinearLorsExact_Scale2")]
    [InlineData("Conv2dLorsExact_Scale2")]
    public void The_second_derivative_of_the_exact_mode_is_autograds(string name)
    {
        using var scope = NewDisposeScope();
        var call = name.StartsWith("Linear", StringComparison.Ordinal)
            ? Call.Linear(hasBias: true, inputTrains: true, baseTrains: false)
            : Call.Convolution(PaddingModes.Zeros, null, hasBatch: true, baseTrains: false);
        var masked = call.Masked(2);
        var plain = call.Layer is Linear ? nn.functional.linear(call.X, masked, call.Bias) : Convolve(call, call.X, masked, call.Bias);
        RequireEqual(Curvature(plain), Curvature(call.Run(name)));

        IList<Tensor> Curvature(Tensor y)
        {
            var first = autograd.grad([y.pow(2).sum()], [call.B, call.X], retain_graph: true, create_graph: true);
            return autograd.grad([first[0].pow(2).sum().add(first[1].pow(2).sum())], [call.A, call.X]);
        }
    }

    [Theory]
    [InlineData("LinearLors")]
    [InlineData("LinearLorsExact")]
    [InlineData("Conv2dLors")]
    [InlineData("Conv2dLorsExact")]
    public void A_call_leaves_its_caller_one_tensor_and_its_backward_the_gradients(string name)
    {
        using var outer = NewDisposeScope();
        var call = name.StartsWith("Linear", StringComparison.Ordinal)
            ? Call.Linear(hasBias: true, inputTrains: true, baseTrains: false)
            : Call.Convolution(PaddingModes.Circular, null, hasBatch: true, baseTrains: false);
        using var scope = NewDisposeScope();
        var y = call.Run(name);
        Assert.Equal(1, scope.DisposablesCount);
        using var seed = ones_like(y).DetachFromDisposeScope();
        y.backward([seed]);

        // The output, its incoming gradient, and three results: x, A, B.
        Assert.InRange(scope.DisposablesCount, 1, 5);
        using var noGradient = no_grad();
        Assert.True(call.Run(name).sub(y).abs().max().item<double>() == 0);
    }

    private static double ScalingOf(string scale) => scale.Length == 0 ? 1 : 2;

    private static void RequireSame(Tensor actual, Tensor expected, Tensor[] leaves)
    {
        RequireClose(expected, actual);
        var g = randn_like(expected);
        RequireEqual(autograd.grad([expected], leaves, [g]), autograd.grad([actual], leaves, [g]));
    }

    private static void RequireEqual(IList<Tensor> expected, IList<Tensor> actual)
    {
        for (var i = 0; i < expected.Count; i++)
        {
            RequireClose(expected[i], actual[i]);
        }
    }

    private static void RequireClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        var difference = expected.sub(actual).abs().max().item<double>();
        var scale = Math.Max(1, expected.abs().max().item<double>());
        Assert.True(difference <= 1e-12 * scale, $"The greatest difference is {difference} of {scale}.");
    }

    private static Tensor Convolve(Call call, Tensor x, Tensor kernel, Tensor? bias)
    {
        var layer = (Conv2d)call.Layer;
        long[] sides = layer.padding_type is Padding.Same
            ? [(kernel.shape[3] - 1) / 2, kernel.shape[3] / 2, (kernel.shape[2] - 1) / 2, kernel.shape[2] / 2]
            : [layer.padding![1], layer.padding[1], layer.padding[0], layer.padding[0]];
        return nn.functional.conv2d(nn.functional.pad(x, sides, layer.padding_mode), kernel, bias, layer.stride, dilation: layer.dilation);
    }

    private static Dictionary<string, MethodInfo> Compile()
    {
        string[] attributes = ["Lors(3)", "Lors(3, Alpha = 6)", "Lors(3, Mode = LorsMode.Exact)", "Lors(3, Alpha = 6, Mode = LorsMode.Exact)"];
        var fields = attributes.Select((attribute, index) =>
            $"[{attribute}] private readonly Linear l{index} = Linear(7, 5); [{attribute}] private readonly Conv2d c{index} = Conv2d(3, 4, 2);");
        var assembly = Assembly.Load(GeneratorHarness.Compile(
            $$"""
            public sealed partial class Net : Module
            {
                {{string.Join("\n    ", fields)}}
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }
            """));
        return assembly.GetTypes()
            .Where(type => type is { Namespace: "LoraDsl.Generated.Digits", IsNested: false } && type.GetMethod("Forward") is not null)
            .ToDictionary(type => type.Name, type => type.GetMethod("Forward")!);
    }

    /// <summary>One sparse layer, one adapter, one input.</summary>
    private sealed record Call(Tensor X, nn.Module Layer, Parameter Weight, Parameter? Bias, Tensor A, Tensor B)
    {
        public static Call Linear(bool hasBias, bool inputTrains, bool baseTrains)
        {
            manual_seed(42);
            var layer = nn.Linear(7, 5, hasBias, dtype: ScalarType.Float64);
            return new Call(
                randn(4, 7, dtype: ScalarType.Float64, requires_grad: inputTrains),
                layer,
                layer.weight,
                layer.bias,
                randn(Rank, 7, dtype: ScalarType.Float64, requires_grad: true),
                randn(5, Rank, dtype: ScalarType.Float64, requires_grad: true)).Prepared(baseTrains);
        }

        public static Call Convolution(PaddingModes mode, Padding? padding, bool hasBatch, bool baseTrains)
        {
            manual_seed(43);
            var layer = padding is { } type
                ? nn.Conv2d(3, 4, (3, 2), type, padding_mode: mode, dtype: ScalarType.Float64)
                : nn.Conv2d(3, 4, (3, 2), stride: (2, 1), padding: (1, 2), dilation: (1, 2), padding_mode: mode, dtype: ScalarType.Float64);
            long[] shape = hasBatch ? [2, 3, 7, 6] : [3, 7, 6];
            return new Call(
                randn(shape, dtype: ScalarType.Float64, requires_grad: true),
                layer,
                layer.weight,
                layer.bias,
                randn([Rank, 3, 3, 2], dtype: ScalarType.Float64, requires_grad: true),
                randn([4, Rank, 1, 1], dtype: ScalarType.Float64, requires_grad: true)).Prepared(baseTrains);
        }

        public Tensor Run(string name) => (Tensor)s_forwards.Value[name].Invoke(null, [X, Layer, A, B])!;

        public Tensor Masked(double scaling) =>
            Weight.add(B.flatten(1).mm(A.flatten(1)).view(Weight.shape).mul(scaling)).mul(Weight.detach().ne(0));

        public Tensor[] Leaves() => [.. new[] { X, Weight, Bias, A, B }.OfType<Tensor>().Where(leaf => leaf.requires_grad)];

        private Call Prepared(bool baseTrains)
        {
            using (no_grad())
            {
                Weight.masked_fill_(rand_like(Weight).lt(0.5), 0);
            }

            foreach (var parameter in Layer.parameters())
            {
                parameter.requires_grad = baseTrains;
            }

            return this;
        }
    }
}
