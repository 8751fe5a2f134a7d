using LoraDsl.Adapters;
using LoraDsl.Methods;
using LoraDsl.Recipes;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Recipes;

/// <summary>What recipes attach, for every method and kind of layer, against float64 autograd of the method's formula.</summary>
public sealed class ConfiguredMethodsTests
{
    private const int Rank = 4;
    private const double Alpha = 8;

    public static TheoryData<string, string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, bool>();
            foreach (var kind in new[] { "linear", "embedding", "conv2d", "conv1d" })
            {
                foreach (var method in new[] { "lora", "adaptive", "adalora", "dylora", "dylora frozen", "lors", "lors exact" })
                {
                    if (method.StartsWith("lors", StringComparison.Ordinal) && kind is not ("linear" or "conv2d"))
                        continue;
                    cases.Add(method, kind, false);
                    cases.Add(method, kind, true);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Answers_and_gradients_are_those_of_the_formula(string method, string kind, bool throughHook)
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        var (model, layer, x) = Make(kind);
        if (method.StartsWith("lors", StringComparison.Ordinal))
        {
            using var untracked = no_grad();
            var weight = layer.get_parameter("weight")!;
            weight.mul_(weight.abs().gt(weight.abs().median()).to(weight.dtype));
        }

        var set = new OneAdapter(model, layer, method);
        var adapter = set.Adapter;
        Reference.Randomize(adapter);
        set.FreezeBase();
        if (adapter is DyLoraAdapter dyLora)
            dyLora.DrawRank(0.999);
        model.train();
        var y = throughHook ? model.call(x) : adapter.Place.forward(x);
        var gradient = randn_like(y);
        y.backward([gradient]);

        Tensor[] leaves = [.. adapter.parameters().Select(Reference.Leaf)];
        var expected = Formula(method, kind, layer, x, leaves);
        expected.backward([gradient]);
        Assert.True(Reference.MaxDifference(expected, y) < 1e-9, $"{Reference.MaxDifference(expected, y)}");
        foreach (var (leaf, factor) in leaves.Zip(adapter.parameters()))
            Assert.True(Reference.MaxDifference(leaf.grad!, factor.grad!) < 1e-9, $"{Reference.MaxDifference(leaf.grad!, factor.grad!)}");
    }

    [Theory]
    [InlineData("embedding")]
    [InlineData("conv1d")]
    public void LoRS_is_refused_where_there_is_no_product_to_mask(string kind)
    {
        var (model, layer, _) = Make(kind);
        Assert.Contains("cannot be adapted by LoRS", Assert.Throws<NotSupportedException>(() => RecipeAdapterSet.Attach(model, "default", () => new OneAdapter(model, layer, "lors"))).Message, StringComparison.Ordinal);
        Assert.Empty(LoraModel.Adapters(model).Names);
    }

    private static (nn.Module<Tensor, Tensor> Model, nn.Module<Tensor, Tensor> Layer, Tensor Input) Make(string kind)
    {
        nn.Module<Tensor, Tensor> layer = kind switch
        {
            "linear" => nn.Linear(7, 6),
            "embedding" => nn.Embedding(9, 6),
            "conv1d" => nn.Conv1d(6, 5, 3, padding: 1),
            _ => nn.Conv2d(6, 5, 3, padding: 1),
        };
        nn.Module<Tensor, Tensor> model = nn.Sequential(("layer", layer));
        model.to(ScalarType.Float64);
        return (model, layer, kind switch
        {
            "linear" => randn([3, 2, 7], dtype: ScalarType.Float64),
            "embedding" => randint(9, [3, 4], dtype: ScalarType.Int64),
            "conv1d" => randn([2, 6, 8], dtype: ScalarType.Float64),
            _ => randn([2, 6, 5, 5], dtype: ScalarType.Float64),
        });
    }

    private static Tensor Formula(string method, string kind, nn.Module layer, Tensor x, Tensor[] factors)
    {
        var weight = layer.get_parameter("weight")!.detach();
        var bias = layer.get_parameter("bias")?.detach();
        var (a, b) = (factors[0].flatten(1), factors[1].flatten(1));
        if (method == "adalora")
            b = b * factors[2].t();
        if (method == "dylora frozen")
            (a, b) = (cat([a.narrow(0, 0, Rank - 1).detach(), a.narrow(0, Rank - 1, 1)], 0), cat([b.narrow(1, 0, Rank - 1).detach(), b.narrow(1, Rank - 1, 1)], 1));
        var product = b.mm(a) * (Alpha / Rank);
        var sum = weight + (kind == "embedding" ? product.t() : product.view(weight.shape));
        var mask = weight.ne(0).to(weight.dtype);
        sum = method switch
        {
            "lors exact" => sum * mask,

            // The mask takes no part in the published gradients.
            "lors" => sum + (sum * (mask - 1)).detach(),
            _ => sum,
        };
        return kind switch
        {
            "linear" => nn.functional.linear(x, sum, bias),
            "embedding" => sum.index_select(0, x.flatten()).view([.. x.shape, 6]),
            "conv1d" => nn.functional.conv1d(x, sum, bias, padding: 1),
            _ => nn.functional.conv2d(x, sum, bias, padding: [1, 1]),
        };
    }

    private sealed class OneAdapter : RecipeAdapterSet
    {
        public OneAdapter(nn.Module model, nn.Module<Tensor, Tensor> layer, string method)
            : base(model, nameof(OneAdapter), "default")
        {
            var place = AdaptedPlace.OfCalled(layer, "layer");
            Adapter = method switch
            {
                "lora" => AddLora(place, "layer", new LoraOptions(Rank) { Alpha = Alpha }),
                "adaptive" => AddAdaptive(place, "layer", new AdaptiveOptions { Alpha = Alpha }),
                "adalora" => AddAdaLora(place, "layer", new AdaLoraAdapterOptions { InitialRank = Rank, Alpha = Alpha }),
                "dylora" => AddDyLora(place, "layer", new DyLoraOptions(1, Rank) { Alpha = Alpha }),
                "dylora frozen" => AddDyLora(place, "layer", new DyLoraOptions(1, Rank) { Alpha = Alpha, Mode = DyLoraMode.Frozen }),
                "lors" => AddLors(place, "layer", new LorsOptions(Rank) { Alpha = Alpha }),
                _ => AddLors(place, "layer", new LorsOptions(Rank) { Alpha = Alpha, Mode = LorsMode.Exact }),
            };
            if (Adapter is AdaptiveLoraAdapter adaptive)
                adaptive.Resize(Rank);
        }

        public LayerAdapter Adapter { get; }
    }
}
