using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Lors;

public sealed class LorsFileTests
{
    [Fact]
    public void A_saved_adapter_answers_the_same_on_another_copy_of_the_base()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        random.manual_seed(1);
        using var source = LorsAdapters.Linear(9, 7, LorsMode.StraightThrough);
        random.manual_seed(1);
        using var target = LorsAdapters.Linear(9, 7, LorsMode.Exact);
        Reference.Randomize(source.Layer);
        source.Lora.Save(folder.Path);
        target.Lora.Load(folder.Path);
        var x = randn(4, 9);
        Assert.True(Reference.SameBits(source.forward(x), target.forward(x)));
        Assert.True(SafetensorsFiles.Metadata(Path.Combine(folder.Path, "adapter_model.safetensors")).ContainsKey("lora_dsl.lors_modules"));
    }

    [Fact]
    public void Without_such_a_layer_the_configuration_has_PEFTs_keys_alone()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = new ScaleTwo(6, 5);
        model.Lora.Save(folder.Path);
        Assert.DoesNotContain("lors", File.ReadAllText(Path.Combine(folder.Path, "adapter_config.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Masked_and_plain_adapters_do_not_load_each_other()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var plain = new ScaleTwo(6, 5);
        using var masked = LorsAdapters.Linear(6, 5, LorsMode.StraightThrough);
        Reference.Randomize(masked.Layer);
        var before = Reference.FactorB(masked.Layer).detach().clone();

        plain.Lora.Save(folder.Path);
        var error = Assert.Throws<InvalidOperationException>(() => masked.Lora.Load(folder.Path));
        Assert.Contains("'layer' was trained without a mask", error.Message, StringComparison.Ordinal);
        Assert.True(Reference.SameBits(before, Reference.FactorB(masked.Layer)));

        masked.Lora.Save(folder.Path);
        error = Assert.Throws<InvalidOperationException>(() => plain.Lora.Load(folder.Path));
        Assert.Contains("'layer' was trained to keep the layer's zeros", error.Message, StringComparison.Ordinal);
        Assert.Contains("[Lors(…)]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_rank_is_an_error_that_names_the_attribute()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var source = LorsAdapters.Linear(6, 5, LorsMode.StraightThrough, rank: 2, alpha: 4);
        using var target = LorsAdapters.Linear(6, 5, LorsMode.StraightThrough);
        source.Lora.Save(folder.Path);
        Assert.Contains("[Lors(2)]", Assert.Throws<InvalidOperationException>(() => target.Lora.Load(folder.Path)).Message, StringComparison.Ordinal);
    }
}
