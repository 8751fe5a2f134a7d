using LoraDsl.Adapters;
using LoraDsl.Methods;
using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Whole;

/// <summary>Rank and scaling of a file are taken where no attribute has fixed them.</summary>
public sealed class RanksOfFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(4, 3.0, false, false)]
    [InlineData(5, 8.0, true, false)]
    [InlineData(5, 4.0, false, true)]
    public void Rank_and_alpha_of_a_file_win_over_those_of_a_configuration(int rank, double alpha, bool stabilized, bool dora)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var model = new Classifier();
        using var other = new Classifier();
        var state = model.state_dict();
        foreach (var (key, value) in other.state_dict())
            value.copy_(state[key]);
        var set = Attached(model, new LoraConfig { Rank = rank, Alpha = alpha, RankStabilized = stabilized, Dora = dora, TargetModules = ["body"] });
        Reference.Randomize(set.Named().Single().Adapter);
        set.Save(folder["adapter"]);
        var loaded = Attached(other, new LoraConfig { Rank = 4, Alpha = 1, Dora = dora, TargetModules = ["body"] });
        loaded.Load(folder["adapter"]);
        var adapter = Assert.IsAssignableFrom<LoraAdapter>(loaded.Named().Single().Adapter);
        Assert.Equal((rank, alpha, stabilized), (adapter.Rank, adapter.Alpha, adapter.RankStabilized));
        var x = randn(5, 6);
        model.eval();
        other.eval();
        Assert.InRange(Reference.MaxDifference(model.call(x), other.call(x)), 0, 1e-6);
        loaded.Save(folder["again"]);
        Assert.Equal(File.ReadAllText(Path.Combine(folder["adapter"], "adapter_config.json")), File.ReadAllText(Path.Combine(folder["again"], "adapter_config.json")));
    }

    [Fact]
    public void A_smaller_rank_of_a_file_is_padded_and_its_scaling_counts()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var model = new Classifier();
        using var other = new Classifier();
        var state = model.state_dict();
        foreach (var (key, value) in other.state_dict())
            value.copy_(state[key]);
        var set = Attached(model, new LoraConfig { Rank = 2, Alpha = 3, LoraBias = true, TargetModules = ["body"] });
        foreach (var factor in set.Named().Single().Adapter.Factors)
            factor.normal_();
        set.Save(folder["adapter"]);
        Attached(other, new LoraConfig { Rank = 4, Alpha = 1, LoraBias = true, TargetModules = ["body"] }).Load(folder["adapter"]);
        var x = randn(5, 6);
        model.eval();
        other.eval();
        Assert.InRange(Reference.MaxDifference(model.call(x), other.call(x)), 0, 1e-5);
    }

    [Fact]
    public void A_recipe_takes_the_rank_of_a_file_and_an_attribute_names_what_to_write()
    {
        using var model = new PlacedClassifier();
        Attached(model, new LoraConfig { Rank = 3, TargetModules = ["body"], ModulesToSave = ["head", "norm"] }).Save(folder["adapter"]);
        using var other = new PlacedClassifier();
        var lora = WithHead.Attach(other);
        lora.Load(folder["adapter"]);
        Assert.Equal(3, lora.Body.Rank);
        using var annotated = new AnnotatedClassifier();
        using var same = new AnnotatedClassifier();
        foreach (var path in (string[])["block.up", "body"])
            Assert.Contains(path, AttributeError(annotated), StringComparison.Ordinal);
        Assert.Contains("[Lora(3, Alpha = 3)] on 'block.up', 'body'", AttributeError(same), StringComparison.Ordinal);

        string AttributeError(AnnotatedClassifier target)
        {
            using var source = new AnnotatedClassifier();
            LoraModel.Attach(source, new LoraConfig { Rank = 3, TargetModules = ["up", "body"], ModulesToSave = ["head", "norm"] }, "other").Save(folder["wide"]);
            return Assert.Throws<InvalidOperationException>(() => target.Lora.Load(folder["wide"])).Message;
        }
    }

    private static AdapterSet Attached(nn.Module model, LoraConfig config) => LoraModel.Attach(model, config);
}
