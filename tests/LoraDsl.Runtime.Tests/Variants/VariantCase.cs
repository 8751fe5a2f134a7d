using LoraDsl.Adapters;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Variants;

/// <summary>A method on a layer, with its definition: the answer of the formula by operators, from the layer and the factors by name.</summary>
internal sealed record VariantCase(
    string Name, AdapterConfig Config, bool IsConvolution, Func<Tensor, Tensor, Tensor?, IReadOnlyDictionary<string, Tensor>, Tensor> Definition)
{
    private const double Scaling = 1.5;

    public static IReadOnlyList<VariantCase> All { get; } =
    [
        new("IA³", new Ia3Config(), false, (x, w, b, f) => functional.linear(x, w, b) * f["ia3_l"].flatten()),
        new("IA³ feed-forward", new Ia3Config { FeedForwardModules = ["0"] }, false, (x, w, b, f) => functional.linear(x * f["ia3_l"].flatten(), w, b)),
        new("IA³ convolution", new Ia3Config { TargetModules = ["0"] }, true, (x, w, b, f) => Convolved(x, w, b) * f["ia3_l"]),
        new("IA³ feed-forward convolution", new Ia3Config { TargetModules = ["0"], FeedForwardModules = ["0"] }, true, (x, w, b, f) => Convolved(x * f["ia3_l"], w, b)),
        new("LoHa", new LoHaConfig { Rank = 2, Alpha = 3 }, false, (x, w, b, f) => functional.linear(x, w + LoHa(f), b)),
        new("LoHa convolution", new LoHaConfig { Rank = 2, Alpha = 3, TargetModules = ["0"] }, true, (x, w, b, f) => Convolved(x, w + LoHa(f).view(w.shape), b)),
        new("LoHa effective convolution", new LoHaConfig { Rank = 2, Alpha = 3, TargetModules = ["0"], UseEffectiveConv2d = true }, true, (x, w, b, f) => Convolved(x, w + LoHaKernel(f), b)),
        new("LoKr", new LoKrConfig { Rank = 1, Alpha = Scaling }, false, (x, w, b, f) => functional.linear(x, w + (Scaling * kron(f["lokr_w1"], f["lokr_w2_a"].mm(f["lokr_w2_b"]))), b)),
        new("LoKr whole", new LoKrConfig { Rank = 4, Alpha = 4 * Scaling }, false, (x, w, b, f) => functional.linear(x, w + (Scaling * kron(f["lokr_w1"], f["lokr_w2"])), b)),
        new("LoKr both", new LoKrConfig { Rank = 1, Alpha = Scaling, DecomposeBoth = true, DecomposeFactor = 4 }, false, (x, w, b, f) => functional.linear(x, w + (Scaling * kron(f["lokr_w1_a"].mm(f["lokr_w1_b"]), f["lokr_w2_a"].mm(f["lokr_w2_b"]))), b)),
        new("LoKr convolution", new LoKrConfig { Rank = 1, Alpha = Scaling, TargetModules = ["0"], DecomposeFactor = 2 }, true, (x, w, b, f) => Convolved(x, w + (Scaling * kron(f["lokr_w1"].unsqueeze(-1).unsqueeze(-1), f["lokr_w2_a"].mm(f["lokr_w2_b"]).view(4, 2, 3, 3))), b)),
        new("VeRA", new VeraConfig { Rank = 3, Seed = 7 }, false, (x, w, b, f) => functional.linear(x, w, b) + (f["vera_lambda_b"] * functional.linear(f["vera_lambda_d"] * functional.linear(x, Projection(3, 12, 0)), Projection(8, 3, 1)))),
    ];

    public static VariantCase Of(string name) => All.Single(entry => entry.Name == name);

    /// <summary>A model of one layer, an input, and the attached set.</summary>
    public (Sequential Model, AdapterSet Set, Tensor Input) Make(ScalarType type)
    {
        random.manual_seed(5);
        var model = IsConvolution
            ? Sequential(("0", Conv2d(4, 8, 3, stride: 2, padding: 1, dtype: type)))
            : Sequential(("0", Linear(12, 8, dtype: type)));
        var input = IsConvolution ? randn(3, 4, 7, 9, dtype: type) : randn(2, 5, 12, dtype: type);
        return (model, LoraModel.Attach(model, Config), input);
    }

    public override string ToString() => Name;

    private static Tensor LoHa(IReadOnlyDictionary<string, Tensor> f) =>
        Scaling * f["hada_w1_a"].mm(f["hada_w1_b"]) * f["hada_w2_a"].mm(f["hada_w2_b"]);

    private static Tensor LoHaKernel(IReadOnlyDictionary<string, Tensor> f) => Scaling * Kernel(f, 1) * Kernel(f, 2);

    private static Tensor Kernel(IReadOnlyDictionary<string, Tensor> f, int index) =>
        (f[$"hada_t{index}"].unsqueeze(2).unsqueeze(3)
            * f[$"hada_w{index}_a"].view(2, 1, 8, 1, 1, 1)
            * f[$"hada_w{index}_b"].view(1, 2, 1, 4, 1, 1)).sum([0, 1]);

    private static Tensor Convolved(Tensor x, Tensor w, Tensor? b) => functional.conv2d(x, w, b, strides: [2, 2], padding: [1, 1]);

    // PyTorch's generator: A is drawn first, B after it.
    private static Tensor Projection(long rows, long columns, int index)
    {
        using var generator = new Generator(7);
        var a = empty(3, 12).uniform_(-Math.Sqrt(6.0 / 12), Math.Sqrt(6.0 / 12), generator);
        var b = empty(8, 3).uniform_(-Math.Sqrt(6.0 / 3), Math.Sqrt(6.0 / 3), generator);
        return (index == 0 ? a : b).view(rows, columns).to(ScalarType.Float64);
    }
}
