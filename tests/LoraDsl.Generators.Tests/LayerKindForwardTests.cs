using System.Reflection;
using LoraDsl.Generators.Tests.Harness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Generators.Tests;

/// <summary>
/// Runs the generated forward passes of embeddings and convolutions. The reference is autograd in float64 on the layer with the sum
/// of both weights, with the rows and columns that must not train detached from the graph.
/// </summary>
[Collection(Probe.Collection)]
public sealed class LayerKindForwardTests
{
    private const int StoredRank = 6;

    private static readonly Lazy<Dictionary<string, MethodInfo>> s_forwards = new(Compile);

    public static TheoryData<string, int, int, bool> Cases => new()
    {
        { "Lora", StoredRank, 0, true },
        { "Lora_Scale2", StoredRank, 0, true },
        { "Lora_RuntimeScale", StoredRank, 0, true },
        { "DyLora", 3, 0, true },
        { "DyLoraFrozen", 2, 0, true },
        { "DyLoraFrozen", 4, 3, true },
        { "DyLoraFrozen", 4, 3, false },
    };

    public static TheoryData<PaddingModes, Padding?, bool> Paddings => new()
    {
        { PaddingModes.Zeros, null, true },
        { PaddingModes.Zeros, null, false },
        { PaddingModes.Reflect, null, true },
        { PaddingModes.Circular, null, true },
        { PaddingModes.Zeros, Padding.Same, true },
        { PaddingModes.Zeros, Padding.Valid, true },
        { PaddingModes.Replicate, Padding.Same, true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_embedding_answers_and_learns_as_the_table_with_the_product_added(string name, int rank, int first, bool training)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var layer = nn.Embedding(7, 5, dtype: ScalarType.Float64);
        layer.weight!.requires_grad = false;
        var factors = Factors.Random([StoredRank, 7], [5, StoredRank]);
        var ids = tensor(new long[] { 1, 3, 3, 0, 6, 1 }).view(2, 3);

        var actual = Run("Embedding" + name, training, ids, layer, factors, rank, first);
        var (a, b) = factors.Prefix(rank, training ? first : 0);
        var table = layer.weight.add(a.t().mm(b.t()).mul(ScalingOf(name)));
        var expected = table.index_select(0, ids.flatten()).view(2, 3, 5);

        factors.RequireSame(expected, actual);
    }

    [Fact]
    public void An_embedding_takes_a_single_index()
    {
        using var scope = NewDisposeScope();
        var layer = nn.Embedding(7, 5, dtype: ScalarType.Float64);
        var factors = Factors.Random([StoredRank, 7], [5, StoredRank]);
        var y = Run("EmbeddingLora", false, tensor(4L), layer, factors, StoredRank, 0);
        Assert.Equal([5], y.shape);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_convolution_answers_and_learns_as_the_kernel_with_the_product_added(string name, int rank, int first, bool training)
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var layer = nn.Conv2d(3, 4, (3, 2), stride: (2, 1), padding: (1, 2), dilation: (1, 2), dtype: ScalarType.Float64);
        RequireAsKernel(name, layer, randn(2, 3, 7, 6, dtype: ScalarType.Float64, requires_grad: true), rank, first, training);
    }

    [Theory]
    [MemberData(nameof(Paddings))]
    public void A_convolution_pads_as_its_layer_does(PaddingModes mode, Padding? padding, bool hasBatch)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        // Of an even kernel and such a border, TorchSharp's own layer makes an output that is one too wide.
        var width = mode == PaddingModes.Replicate ? 3 : 2;
        var layer = padding is { } type
            ? nn.Conv2d(3, 4, (3, width), type, padding_mode: mode, dtype: ScalarType.Float64)
            : nn.Conv2d(3, 4, (3, width), padding: (1, 2), padding_mode: mode, dtype: ScalarType.Float64);
        long[] shape = hasBatch ? [2, 3, 7, 6] : [3, 7, 6];
        RequireAsKernel("Lora", layer, randn(shape, dtype: ScalarType.Float64, requires_grad: true), StoredRank, 0, training: true);
    }

    [Fact]
    public void Dropout_is_that_of_the_convolutions_input_in_training_alone()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var layer = nn.Conv2d(3, 4, 2, dtype: ScalarType.Float64);
        var x = randn(2, 3, 5, 5, dtype: ScalarType.Float64);
        var factors = Factors.Random([StoredRank, 3, 2, 2], [4, StoredRank, 1, 1]);

        manual_seed(7);
        var actual = Run("Conv2dLora_Dropout0_5", true, x, layer, factors, StoredRank, 0);
        manual_seed(7);
        var dropped = nn.functional.dropout(x, 0.5, true);
        var expected = layer.forward(x).add(nn.functional.conv2d(nn.functional.conv2d(dropped, factors.A), factors.B));
        factors.RequireSame(expected, actual);

        var evaluated = Run("Conv2dLora_Dropout0_5", false, x, layer, factors, StoredRank, 0);
        factors.RequireSame(layer.forward(x).add(nn.functional.conv2d(nn.functional.conv2d(x, factors.A), factors.B)), evaluated);
    }

    [Fact]
    public void A_call_leaves_its_caller_one_tensor()
    {
        using var outer = NewDisposeScope();
        var layer = nn.Conv2d(3, 4, 2, padding_mode: PaddingModes.Circular, padding: 1, dtype: ScalarType.Float64);
        var x = randn(2, 3, 5, 5, dtype: ScalarType.Float64);
        var factors = Factors.Random([StoredRank, 3, 2, 2], [4, StoredRank, 1, 1]);
        using var scope = NewDisposeScope();
        Run("Conv2dDyLoraFrozen", true, x, layer, factors, 4, 3);
        Assert.Equal(1, scope.DisposablesCount);
    }

    // A convolution is linear in its kernel: one with the sum of both kernels is the sum of both.
    private static void RequireAsKernel(string name, Conv2d layer, Tensor x, int rank, int first, bool training)
    {
        foreach (var parameter in layer.parameters())
        {
            parameter.requires_grad = false;
        }

        var kernel = layer.weight.shape;
        var factors = Factors.Random([StoredRank, .. kernel[1..]], [kernel[0], StoredRank, 1, 1]);
        var actual = Run("Conv2d" + name, training, x, layer, factors, rank, first);

        var (a, b) = factors.Prefix(rank, training ? first : 0);
        var delta = b.flatten(1).mm(a.flatten(1)).view(kernel).mul(ScalingOf(name));
        var summed = layer.weight.add(delta);
        var expected = Convolve(x, layer, summed);
        factors.RequireSame(expected, actual, x);
    }

    // Runs the layer's own code on another kernel, whose gradient autograd brings to the factors by the chain rule.
    private static Tensor Convolve(Tensor x, Conv2d layer, Tensor kernel)
    {
        long[] sides = layer.padding_type switch
        {
            Padding.Same => [(kernel.shape[3] - 1) / 2, kernel.shape[3] / 2, (kernel.shape[2] - 1) / 2, kernel.shape[2] / 2],
            Padding.Valid => [0, 0, 0, 0],
            _ => [layer.padding![1], layer.padding[1], layer.padding[0], layer.padding[0]],
        };
        var padded = nn.functional.pad(x, sides, layer.padding_mode);
        return nn.functional.conv2d(padded, kernel, layer.bias, layer.stride, dilation: layer.dilation);
    }

    private static double ScalingOf(string name) => name switch
    {
        "Lora" => 1,
        "Lora_Scale2" => 2,
        _ => 0.7,
    };

    private static Tensor Run(string name, bool training, Tensor x, object layer, Factors factors, int rank, int first)
    {
        var method = s_forwards.Value[name];
        var arguments = method.GetParameters().Select(parameter => parameter.Name switch
        {
            "training" => training,
            "x" or "ids" => x,
            "layer" => layer,
            "a" => factors.A,
            "b" => factors.B,
            "rank" => rank,
            "firstTrainedRow" => first,
            _ => (object)0.7,
        });
        return (Tensor)method.Invoke(null, [.. arguments])!;
    }

    private static Dictionary<string, MethodInfo> Compile()
    {
        string[] attributes =
        [
            "Lora(6)", "Lora(6, Alpha = 12)", "Lora(\"adaptive\", 6, Alpha = 1)", "DyLora(2, 6)", "DyLora(2, 6, Mode = DyLoraMode.Frozen)",
        ];
        var fields = attributes.Select((attribute, index) =>
            $"[{attribute}] private readonly Embedding e{index} = Embedding(7, 5); [{attribute}] private readonly Conv2d c{index} = Conv2d(3, 4, 2);");
        var assembly = Assembly.Load(GeneratorHarness.Compile(
            $$"""
            public sealed partial class Net : Module
            {
                {{string.Join("\n    ", fields)}}
                [Lora(6, Dropout = 0.5)] private readonly Conv2d d = Conv2d(3, 4, 2);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }
            """));
        return assembly.GetTypes()
            .Where(type => type is { Namespace: "LoraDsl.Generated.Digits", IsNested: false } && type.GetMethod("Forward") is not null)
            .ToDictionary(type => type.Name, type => type.GetMethod("Forward")!);
    }

    /// <summary>A and B of one adapter.</summary>
    private sealed record Factors(Tensor A, Tensor B)
    {
        public static Factors Random(long[] a, long[] b) => new(
            randn(a, dtype: ScalarType.Float64, requires_grad: true), randn(b, dtype: ScalarType.Float64, requires_grad: true));

        public (Tensor A, Tensor B) Prefix(int rank, int frozen) => (
            cat([A.narrow(0, 0, frozen).detach(), A.narrow(0, frozen, rank - frozen)], 0),
            cat([B.narrow(1, 0, frozen).detach(), B.narrow(1, frozen, rank - frozen)], 1));

        public void RequireSame(Tensor expected, Tensor actual, Tensor? x = null)
        {
            RequireClose(expected, actual);
            var gradient = randn_like(expected);
            Tensor[] inputs = x is null ? [A, B] : [A, B, x];
            var expectedGradients = autograd.grad([expected], inputs, [gradient], retain_graph: true);
            var actualGradients = autograd.grad([actual], inputs, [gradient], retain_graph: true);
            for (var i = 0; i < inputs.Length; i++)
            {
                RequireClose(expectedGradients[i], actualGradients[i]);
            }
        }

        private static void RequireClose(Tensor expected, Tensor actual)
        {
            Assert.Equal(expected.shape, actual.shape);
            var difference = expected.sub(actual).abs().max().item<double>();
            Assert.True(difference <= 1e-11, $"The greatest difference is {difference}.");
        }
    }
}
