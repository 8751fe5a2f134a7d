using LoraDsl.Adapters;
using LoraDsl.Checkpoints;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.Runtime.Tests.Variants;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Checkpoints.Peft;

/// <summary>What is saved is read by Python and PyTorch, without a line of this library, and gives the same weights by PEFT's formula in float64.</summary>
public sealed class IndependentReaderTests : IDisposable
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Checkpoints", "Peft", "read_adapter.py");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Python.Theory]
    [InlineData("LoRA and DyLoRA")]
    [InlineData("adaptive")]
    [InlineData("rank-stabilized")]
    [InlineData("AdaLoRA")]
    [InlineData("AdaLoRA of all kinds")]
    [InlineData("LoRS")]
    [InlineData("PiSSA of all kinds")]
    [InlineData("IA³")]
    [InlineData("IA³ feed-forward")]
    [InlineData("IA³ convolution")]
    [InlineData("LoHa")]
    [InlineData("LoHa effective convolution")]
    [InlineData("LoKr")]
    [InlineData("LoKr both")]
    [InlineData("LoKr convolution")]
    [InlineData("VeRA")]
    public void A_saved_adapter_means_the_merged_weights_where_python3_has_torch(string method)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        random.manual_seed(11);
        var (model, set) = Create(method);
        using (model)
        {
            model.to(ScalarType.Float64);
            if (method.StartsWith("PiSSA", StringComparison.Ordinal))
                set.Initialize();
            foreach (var (_, adapter) in set.Named())
                Reference.Randomize(adapter);
            var weights = set.Named().ToDictionary(entry => $"{entry.Path}.weight", entry => entry.Adapter.BaseWeight);
            using (var stream = File.Create(folder["base.safetensors"]))
                SafetensorsWriter.Write(stream, weights, new Dictionary<string, string>());
            set.Save(folder["adapter"]);
            Python.Run(Script, folder.Path);
            set.Merge();
            var merged = SafetensorsFile.ReadAll(folder["merged.safetensors"]);
            Assert.Equal(set.Named().Select(entry => entry.Path).Order(StringComparer.Ordinal), merged.Keys.Order(StringComparer.Ordinal));
            Assert.All(set.Named(), entry => Assert.InRange(Reference.MaxDifference(merged[entry.Path], entry.Adapter.Layer.Weight), 0, 1e-12));
        }
    }

    private static (nn.Module Model, AdapterSet Set) Create(string method)
    {
        switch (method)
        {
            case "LoRA and DyLoRA":
                var mixed = new Mixed();
                return (mixed, mixed.Lora);
            case "adaptive":
                var adaptive = new AdaptiveNet();
                adaptive.Lora.AllocateRanksEvenly();
                return (adaptive, adaptive.Lora);
            case "rank-stabilized":
                var stabilized = new RankStabilized(6, 5);
                return (stabilized, stabilized.Lora);
            case "AdaLoRA":
                var triplets = new TripletNet();
                return (triplets, triplets.Lora);
            case "AdaLoRA of all kinds":
                var kinds = new TripletKinds();
                return (kinds, kinds.Lora);
            case "LoRS":
                var sparse = LorsAdapters.Linear(9, 7, LorsMode.StraightThrough);
                return (sparse, sparse.Lora);
            case not "PiSSA of all kinds":
                var (layer, variant, _) = VariantCase.Of(method).Make(ScalarType.Float32);
                return (layer, variant);
            default:
                var pissa = new PissaKinds();
                return (pissa, pissa.Lora);
        }
    }
}
