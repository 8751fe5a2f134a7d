using LoraDsl.Runtime.Tests.Checkpoints;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.Training;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Whole;

public sealed class TrainWholeAttributeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Fields_with_the_attribute_are_trained_whole_and_not_adapted()
    {
        using var model = new AnnotatedClassifier();
        Assert.Equal(["block.norm", "head"], model.Lora.TrainedWhole().Select(entry => entry.Path).Order(StringComparer.Ordinal));
        Assert.Equal(["block.up", "body"], model.Lora.Named().Select(entry => entry.Path).Order(StringComparer.Ordinal));
        model.Lora.FreezeBase();
        Assert.True(model.Head.weight.requires_grad);
        Assert.Equal((2 * 4 * 6) + 12 + 21, model.Lora.TrainableParameters);
    }

    [Fact]
    public void A_recipe_trains_modules_whole_that_are_no_places()
    {
        using var model = new PlacedClassifier();
        var lora = WithHead.Attach(model);
        Assert.Equal(["head", "norm"], lora.TrainedWhole().Select(entry => entry.Path).Order(StringComparer.Ordinal));
        Assert.Equal(["body"], lora.Named().Select(entry => entry.Path));
        lora.Save(folder["adapter"]);
        using var other = new PlacedClassifier();
        Assert.Equal(2, LoraModel.Load(other, folder["adapter"]).TrainedWhole().Count());
    }

    [Fact]
    public void Biases_of_an_attribute_and_of_a_recipe_are_trained_and_loaded()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var model = new BiasedNet();
        using var other = new BiasedNet();
        other.load_state_dict(model.state_dict());
        var x = randn(4, 6);
        Assert.Equal(["body", "head"], model.Lora.TrainedWhole().Select(entry => entry.Path));
        model.Lora.FreezeBase();
        foreach (var parameter in model.parameters().Where(parameter => parameter.requires_grad))
            parameter.normal_();
        model.Lora.Save(folder["adapter"]);
        other.Lora.Load(folder["adapter"]);
        Assert.Equal(0, Reference.MaxDifference(model.forward(x), other.forward(x)));
        var active = model.forward(x);
        model.Lora.Merge();
        Assert.InRange(Reference.MaxDifference(active, model.forward(x)), 0, 1e-5);
        using var placed = new PlacedClassifier();
        Assert.Equal(["body", "head", "norm"], WithBiases.Attach(placed).TrainedWhole().Select(entry => entry.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_trainer_keeps_the_head_in_best_and_checkpoints()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new AnnotatedClassifier();
        using var other = new AnnotatedClassifier();
        using (no_grad())
        {
            var state = model.state_dict();
            foreach (var (key, value) in other.state_dict())
                value.copy_(state[key]);
        }

        var (x, y) = (randn(16, 6), randn(16, 3));
        model.Lora.FreezeBase();
        var options = new TrainerOptions { Epochs = 3, Folder = folder["run"], Seed = 1 };
        (Tensor X, Tensor Y)[] batches = [(x, y)];
        model.Lora.Trainer<(Tensor X, Tensor Y)>(parameters => optim.AdamW(parameters, 0.05), Loss, options).Fit(batches, batches);
        other.Lora.Load(Path.Combine(folder["run"], "best"));
        AssertSame();
        model.Lora.Save(folder["last"]);
        other.Lora.Load(folder["last"]);
        AssertSame();

        Tensor Loss((Tensor X, Tensor Y) batch) => (model.forward(batch.X) - batch.Y).square().mean();

        void AssertSame() => Assert.Equal(0, Reference.MaxDifference(model.forward(x), other.forward(x)));
    }

    [Fact]
    public void A_run_that_would_lose_an_unfrozen_head_is_refused_before_its_first_step()
    {
        using var scope = NewDisposeScope();
        using var model = new PlacedClassifier();
        var set = LoraModel.Attach(model, new LoraConfig { TargetModules = ["body"] });
        set.FreezeBase();
        model.named_parameters().Single(entry => entry.name == "head.bias").parameter.requires_grad = true;
        Assert.Contains("'head.bias' of", Assert.Throws<InvalidOperationException>(() => Run(dropped: false)).Message, StringComparison.Ordinal);
        Run(dropped: true);

        void Run(bool dropped) => set.Trainer<Tensor>(
            parameters => optim.AdamW(parameters, 0.05),
            batch => model.call(batch).square().mean(),
            new TrainerOptions { Epochs = 1, Folder = folder[$"run{dropped}"], DropUnfrozen = dropped }).Fit(Batches.Of<Tensor>([randn(4, 6)]));
    }
}
