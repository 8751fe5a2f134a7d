using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Whole;

/// <summary>A state that is saved while merged has the adapter's part in the weights and in the factors: loaded elsewhere it would count twice.</summary>
public class MergedStateTests
{
    [Fact]
    public void A_state_saved_while_merged_is_not_loaded_into_another_adapted_model()
    {
        using var scope = NewDisposeScope();
        using var model = new Classifier();
        using var other = new Classifier();
        var x = randn(5, 6);
        var set = TrainedWholeTests.Trained(model, "default", 1, Classifier.Config with { ModulesToSave = [] });
        LoraModel.Attach(other, Classifier.Config with { ModulesToSave = [] });
        using var untracked = no_grad();
        other.eval();
        var before = other.call(x).clone();
        set.Merge();
        using var file = new MemoryStream();
        using (var writer = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true))
            model.save(writer);
        file.Position = 0;
        using (var reader = new BinaryReader(file, System.Text.Encoding.UTF8, leaveOpen: true))
            Assert.ThrowsAny<Exception>(() => other.load(reader));
        Assert.ThrowsAny<Exception>(() => other.load_state_dict(model.state_dict()));
        Assert.Equal(0, Reference.MaxDifference(before, other.call(x)));
        Assert.Contains("body.lora_default.saved_while_merged", model.state_dict().Keys);

        set.Unmerge();
        Assert.DoesNotContain(model.state_dict().Keys, key => key.EndsWith("saved_while_merged", StringComparison.Ordinal));
        other.load_state_dict(model.state_dict());
        model.eval();
        Assert.Equal(0, Reference.MaxDifference(model.call(x), other.call(x)));
    }

    [Fact]
    public void A_merged_and_unloaded_model_has_a_state_like_any_other()
    {
        using var scope = NewDisposeScope();
        using var model = new Classifier();
        using var other = new Classifier();
        var x = randn(5, 6);
        TrainedWholeTests.Trained(model, "default", 1);
        using var untracked = no_grad();
        LoraModel.Adapters(model).MergeAndUnload();
        other.load_state_dict(model.state_dict());
        model.eval();
        other.eval();
        Assert.Equal(0, Reference.MaxDifference(model.call(x), other.call(x)));
    }
}
