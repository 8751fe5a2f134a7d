using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Runtime.Tests.Checkpoints.Peft;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Whole;

public sealed class BiasTests : IDisposable
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Whole", "read_whole.py");

    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(BiasTraining.None, "")]
    [InlineData(BiasTraining.LoraOnly, "body.bias")]
    [InlineData(BiasTraining.All, "body.bias,head.dense.bias,head.out.bias,norm.bias")]
    public void Biases_are_trained_as_the_option_says(BiasTraining bias, string trained)
    {
        using var model = new Classifier();
        var set = LoraModel.Attach(model, new LoraConfig { TargetModules = ["body"], Bias = bias });
        set.FreezeBase();
        Assert.Equal(trained, string.Join(',', model.named_parameters()
            .Where(entry => entry.parameter.requires_grad && !entry.name.Contains("lora_", StringComparison.Ordinal))
            .Select(entry => entry.name).Order(StringComparer.Ordinal)));
    }

    [Python.Theory]
    [InlineData(BiasTraining.None, true, false)]
    [InlineData(BiasTraining.None, false, true)]
    [InlineData(BiasTraining.LoraOnly, false, false)]
    [InlineData(BiasTraining.All, false, true)]
    [InlineData(BiasTraining.All, true, true)]
    public void A_saved_adapter_means_the_trained_model_where_python3_has_torch(BiasTraining bias, bool whole, bool onB)
    {
        using var model = new Classifier();
        using var other = new Classifier();
        model.to(ScalarType.Float64);
        other.to(ScalarType.Float64);
        SafetensorsOf(model, "base.safetensors");
        using (no_grad())
        {
            var state = model.state_dict();
            foreach (var (key, value) in other.state_dict())
                value.copy_(state[key]);
        }

        var config = Classifier.Config with { TargetModules = ["body"], Bias = bias, LoraBias = onB, ModulesToSave = whole ? ["norm", "head"] : [], Alpha = 3 };
        var set = TrainedWholeTests.Trained(model, "default", 1, config);
        set.Save(folder["adapter"]);
        Python.Run(Script, folder.Path);
        var x = randn(7, 6, float64);
        model.eval();
        var active = model.call(x).detach();
        LoraModel.Load(other, folder["adapter"]);
        other.eval();
        Assert.InRange(Reference.MaxDifference(active, other.call(x)), 0, 1e-12);
        set.Merge();
        var merged = LoraDsl.Checkpoints.SafetensorsFile.ReadAll(folder["merged.safetensors"]);

        // A norm that is not trained counts batches all the same.
        Assert.All(merged.Where(entry => whole || entry.Key != "norm.num_batches_tracked"), entry => Assert.InRange(Reference.MaxDifference(entry.Value.to(float64), model.state_dict()[entry.Key].to(float64)), 0, 1e-12));
        set.Unmerge();
        Assert.Equal(0, Reference.MaxDifference(active, model.call(x)));
    }

    [Fact]
    public void A_bias_on_B_needs_a_bias_of_the_layer_to_be_merged()
    {
        using var model = nn.Sequential(("fc", nn.Linear(4, 3, hasBias: false)));
        var set = LoraModel.Attach(model, new LoraConfig { TargetModules = ["fc"], LoraBias = true });
        Assert.Contains("'fc' has no bias, which the bias on B", Assert.Throws<InvalidOperationException>(set.Merge).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bias_on_B_of_an_embedding_and_of_DoRA_is_refused()
    {
        using var model = nn.Sequential(("embed", nn.Embedding(5, 4)), ("fc", nn.Linear(4, 3)));
        Assert.Throws<NotSupportedException>(() => LoraModel.Attach(model, new LoraConfig { TargetModules = ["embed"], LoraBias = true }));
        Assert.Throws<ArgumentException>(() => LoraModel.Attach(model, new LoraConfig { TargetModules = ["fc"], LoraBias = true, Dora = true }));
        Assert.Empty(LoraModel.Adapters(model).Names);
    }

    private void SafetensorsOf(nn.Module model, string name)
    {
        using var stream = File.Create(folder[name]);
        LoraDsl.Checkpoints.SafetensorsWriter.Write(stream, model.state_dict(), new Dictionary<string, string>());
    }
}
