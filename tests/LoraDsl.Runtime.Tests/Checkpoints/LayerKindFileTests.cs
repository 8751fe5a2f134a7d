using LoraDsl.Checkpoints;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Checkpoints;

public sealed class LayerKindFileTests
{
    [Fact]
    public void Tensors_have_PEFTs_names_and_shapes()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = Trained();
        model.Lora.Save(folder.Path);
        var tensors = SafetensorsFile.ReadAll(Path.Combine(folder.Path, "adapter_model.safetensors"));
        (string Name, long[] Shape)[] expected =
        [
            ("base_model.model.convolution.lora_A.weight", [3, 1, 3, 3]),
            ("base_model.model.convolution.lora_B.weight", [4, 3, 1, 1]),
            ("base_model.model.head.lora_A.weight", [3, 4]),
            ("base_model.model.head.lora_B.weight", [5, 3]),
            ("base_model.model.table.lora_embedding_A", [3, 12]),
            ("base_model.model.table.lora_embedding_B", [8, 3]),
        ];
        Assert.Equal(expected, tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value.shape)), Same);
        foreach (var loaded in tensors.Values)
            loaded.Dispose();

        static bool Same((string Name, long[] Shape) left, (string Name, long[] Shape) right) =>
            left.Name == right.Name && left.Shape.SequenceEqual(right.Shape);
    }

    [Fact]
    public void A_saved_adapter_answers_the_same_on_another_copy_of_the_base()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var source = Trained();
        source.Lora.Save(folder.Path);
        random.manual_seed(1);
        using var target = new ThreeKinds();
        var x = randint(12, [4, 7]);
        Assert.NotEqual(0, Reference.MaxDifference(source.forward(x), target.forward(x)));
        target.Lora.Load(folder.Path);
        Assert.True(Reference.SameBits(source.forward(x), target.forward(x)));
    }

    [Fact]
    public void A_trimmed_DyLoRA_table_answers_as_before_at_its_rank()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        random.manual_seed(2);
        using var layer = nn.Embedding(9, 7);
        using var model = new OneLayer<Embedding, EmbeddingAdapters.Dynamic>(layer, built => new(built, DyLoraMode.Full));
        Reference.Randomize(model.Layer);
        model.eval();
        model.Lora.SelectRank(3);
        var ids = randint(9, [5]);
        var expected = model.forward(ids);
        model.Lora.Save(folder.Path);
        model.Lora.Load(folder.Path);
        Assert.Equal([3, 9], Reference.FactorA(model.Layer).shape);
        Assert.InRange(Reference.MaxDifference(model.forward(ids), expected), 0, 1e-6);
    }

    [Fact]
    public void A_layer_that_the_file_leaves_out_gets_rank_0()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var source = new OneLayer<Embedding, EmbeddingAdapters.Adaptive>(nn.Embedding(9, 7), layer => new(layer), budget: 2);
        source.Lora.AllocateRanksEvenly();
        source.Lora.Save(folder.Path);
        var weights = Path.Combine(folder.Path, "adapter_model.safetensors");
        using (var file = File.Create(weights))
            SafetensorsWriter.Write(file, new Dictionary<string, Tensor>(), new Dictionary<string, string>());
        source.Lora.Load(folder.Path);
        Assert.Equal([0, 9], Reference.FactorA(source.Layer).shape);
        Assert.Equal([7, 0], Reference.FactorB(source.Layer).shape);
    }

    [Fact]
    public void Another_kernel_is_refused_with_the_layers_name_and_both_shapes()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var source = Convolution(3);
        source.Lora.Save(folder.Path);
        using var target = Convolution(5);
        var before = Reference.FactorA(target.Layer).detach().clone();
        var error = Assert.Throws<InvalidOperationException>(() => target.Lora.Load(folder.Path));
        Assert.Contains("'layer'", error.Message, StringComparison.Ordinal);
        Assert.Contains("(2, 3, 3, 3)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(2, 3, 5, 5)", error.Message, StringComparison.Ordinal);
        Assert.True(Reference.SameBits(before, Reference.FactorA(target.Layer)));
    }

    private static OneLayer<Conv2d, Conv2dAdapters.Fixed> Convolution(long kernel) =>
        new(nn.Conv2d(3, 4, kernel), layer => new(layer, rank: 2, alpha: 2));

    private static ThreeKinds Trained()
    {
        random.manual_seed(1);
        var model = new ThreeKinds();
        model.Lora.AllocateRanksEvenly();
        foreach (var (_, adapter) in model.Lora.Named())
            Reference.Randomize(adapter);
        return model;
    }
}
