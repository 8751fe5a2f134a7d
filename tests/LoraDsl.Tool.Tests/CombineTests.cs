using LoraDsl.Checkpoints;
using LoraDsl.PeftCases;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Tool.Tests;

public sealed class CombineTests : IDisposable
{
    private const double Tolerance = 1e-5;

    private static readonly string[] Layers = ["0", "2"];

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TemporaryFolder folder = new();
    private readonly TorchSharp.Modules.Sequential model;

    public CombineTests()
    {
        manual_seed(4);
        model = nn.Sequential(nn.Linear(12, 9), nn.Tanh(), nn.Linear(9, 7));
        foreach (var (name, rank, alpha) in new[] { ("a", 3, 6.0), ("b", 3, 1.5), ("wide", 5, 10) })
        {
            var set = LoraModel.Attach(model, new LoraConfig { Rank = rank, Alpha = alpha, TargetModules = [.. name == "wide" ? ["2"] : Layers] }, name);
            using var untracked = no_grad();
            foreach (var parameter in set.Named().SelectMany(entry => entry.Adapter.parameters()))
                parameter.normal_();
            set.Save(folder[name]);
        }
    }

    public static TheoryData<string> CasesOfPeft => [.. CombinedCase.Names];

    public static TheoryData<CombinationMethod, string> Methods => new()
    {
        { CombinationMethod.Linear, "linear" },
        { CombinationMethod.Cat, "cat" },
        { CombinationMethod.Svd, "svd --rank 4" },
        { CombinationMethod.Ties, "ties --density 0.6" },
        { CombinationMethod.Ties, "ties --density 0.6 --majority-sign Frequency" },
        { CombinationMethod.TiesSvd, "ties_svd --density 0.5 --rank 4" },
        { CombinationMethod.DareLinear, "dare_linear --density 1" },
        { CombinationMethod.DareTies, "dare_ties --density 1" },
        { CombinationMethod.DareLinearSvd, "dare_linear_svd --density 1 --rank 2" },
        { CombinationMethod.DareTiesSvd, "dare_ties_svd --density 1 --rank 2" },
        { CombinationMethod.MagnitudePrune, "magnitude_prune --density 0.3" },
        { CombinationMethod.MagnitudePruneSvd, "magnitude_prune_svd --density 0.3" },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_combined_folder_is_what_the_library_combines(CombinationMethod method, string arguments)
    {
        var words = arguments.Split(' ');
        var answer = ToolRun.Json(["combine", folder["a"], folder["b"], "--weights", "0.7", "-0.4", "--method", .. words, "--output", folder["both"]]);
        Assert.Equal(words[0], answer.GetProperty("method").GetString());
        var found = LoraModel.Load(model, folder["both"], "file").Named();
        var expected = LoraModel.Adapters(model).Combine("library", [("a", 0.7), ("b", -0.4)], new CombinationOptions(method)
        {
            Rank = Option(words, "--rank") is { } rank ? (int)rank : null,
            Density = Option(words, "--density"),
            MajoritySign = words.Contains("Frequency") ? MajoritySign.Frequency : MajoritySign.Total,
        }).Named();
        Assert.Equal(Layers, found.Select(entry => entry.Path));
        foreach (var ((path, ours), (_, theirs)) in found.Zip(expected))
        {
            Assert.Equal(theirs.CurrentRank, ours.CurrentRank);
            Assert.Equal(theirs.CurrentRank, answer.Layer(path).Whole("rank"));
            Assert.Equal(1, ours.Scaling);
            Assert.InRange(Difference(Product(theirs), Product(ours)), 0, Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(CasesOfPeft))]
    public void What_PEFT_combined_is_combined_alike(string name)
    {
        var written = CombinedCase.Of(name);
        List<string> arguments = ["combine", .. written.Parts.Select(part => CombinedCase.FolderOf(part.Name)), "--method", written.Type, "--output", folder["both"], "--weights"];
        arguments.AddRange(written.Parts.Select(part => FormattableString.Invariant($"{part.Weight}")));
        if (written.Options.Rank is { } rank)
            arguments.AddRange(["--rank", FormattableString.Invariant($"{rank}")]);
        if (written.Options.Density is { } density)
            arguments.AddRange(["--density", FormattableString.Invariant($"{density}"), "--majority-sign", written.Options.MajoritySign.ToString()]);
        ToolRun.Json([.. arguments]);
        var factors = SafetensorsFile.ReadAll(Path.Combine(folder["both"], "adapter_model.safetensors"));
        foreach (var (path, expected) in written.Changes())
            Assert.InRange(Difference(expected, factors[$"base_model.model.{path}.lora_B.weight"].mm(factors[$"base_model.model.{path}.lora_A.weight"])), 0, Tolerance);
        Assert.Equal(2 * written.Changes().Count, factors.Count);
    }

    [Fact]
    public void Dare_drops_by_its_seed_and_rescales_what_is_left()
    {
        foreach (var (name, seed) in new[] { ("one", "1"), ("same", "1"), ("other", "2") })
            ToolRun.Json("combine", folder["a"], "--method", "dare_linear", "--density", "0.25", "--seed", seed, "--output", folder[name]);
        var (before, after) = (Factor("a"), Factor("one"));
        var kept = after.ne(0);
        Assert.InRange(kept.to(float64).mean().item<double>(), 0.05, 0.5);
        Assert.InRange(Difference(before.mul(Math.Sqrt(2) / 0.25).mul(kept), after), 0, Tolerance);
        Assert.True(Factor("same").equal(after).all().item<bool>());
        Assert.False(Factor("other").equal(after).all().item<bool>());
    }

    [Fact]
    public void A_layer_of_some_adapters_is_what_these_combine_to_and_ranks_may_differ()
    {
        var answer = ToolRun.Json("combine", folder["a"], folder["wide"], "--method", "cat", "--output", folder["both"]);
        Assert.Equal(3, answer.Layer("0").Whole("rank"));
        Assert.Equal(8, answer.Layer("2").Whole("rank"));
        Assert.Equal([3, 0], answer.Layer("0").GetProperty("ranks").EnumerateArray().Select(rank => rank.GetInt32()));
        Assert.Equal(2, LoraModel.Load(model, folder["both"], "file").Named().Count());
    }

    [Theory]
    [InlineData("ties", "Ties keeps a share of the values: give a density above 0 and at most 1.")]
    [InlineData("ties --density 0", "Ties keeps a share of the values: give a density above 0 and at most 1, not 0.")]
    [InlineData("cat --density 0.5", "Cat keeps all values: leave the density out.")]
    [InlineData("linear --rank 4", "Linear has the rank that follows from the adapters")]
    [InlineData("average", "--method is \"average\", and there is no such way: take one of linear, cat, svd, ties, ties_svd, dare_linear")]
    [InlineData("cat --weights 1", "--weights has 1 values for 2 adapters: give one for each.")]
    [InlineData("cat --weights 1 NaN", "--weights has the value NaN: a weight is finite.")]
    [InlineData("linear", "Linear combines factors, but at '2' they have the ranks 3, 5: take cat, or a method with singular values.")]
    public void What_cannot_be_combined_is_one_line_and_writes_nothing(string arguments, string message)
    {
        var before = folder.Names;
        Assert.Contains(message, ToolRun.Failure(1, ["combine", folder["a"], folder["wide"], "--output", folder["both"], "--method", .. arguments.Split(' ')]), StringComparison.Ordinal);
        Assert.Equal(before, folder.Names);
    }

    [Fact]
    public void Adapters_of_another_model_or_that_are_no_products_are_refused_by_name()
    {
        using var other = nn.Sequential(nn.Linear(12, 8), nn.Tanh(), nn.Linear(8, 7));
        LoraModel.Attach(other, new LoraConfig { Rank = 3 }, "x").Save(folder["x"]);
        Assert.Contains(" in one adapter and a Linear of ", Combine("x"), StringComparison.Ordinal);
        LoraModel.Attach(other, new LoraConfig { Rank = 3, Dora = true }, "dora").Save(folder["dora"]);
        Assert.Contains("use_dora in", Combine("dora"), StringComparison.Ordinal);
        using var masked = Kinds.Trained(1);
        masked.Lora.Save(folder["lors"]);
        Assert.Contains("'sparse' of", Combine("lors"), StringComparison.Ordinal);
        Assert.Contains("stands in the combination twice: add up its weights", Combine("a"), StringComparison.Ordinal);
        Assert.Contains("exists already", ToolRun.Failure(1, "combine", folder["a"], "--method", "cat", "--output", folder["b"]), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        model.Dispose();
        folder.Dispose();
        scope.Dispose();
    }

    private static double? Option(string[] words, string name) =>
        Array.IndexOf(words, name) is >= 0 and var index ? double.Parse(words[index + 1], System.Globalization.CultureInfo.InvariantCulture) : null;

    private static Tensor Product(Adapters.LayerAdapter adapter)
    {
        var parameters = adapter.parameters().ToArray();
        return parameters[1].detach().mm(parameters[0].detach());
    }

    private static double Difference(Tensor left, Tensor right) => left.detach().sub(right.detach()).abs().max().to(float64).item<double>();

    private string Combine(string name) => ToolRun.Failure(1, "combine", folder["a"], folder[name], "--method", "cat", "--output", folder["both"]);

    private Tensor Factor(string name) => SafetensorsFile.ReadAll(Path.Combine(folder[name], "adapter_model.safetensors"))["base_model.model.0.lora_A.weight"];
}
