using LoraDsl.Adapters;
using LoraDsl.Optimization;
using static TorchSharp.torch;

namespace LoraDsl.Training.Host;

/// <summary>A small model, ready to train, to be called in wrong ways.</summary>
internal sealed record Subject(string Name, nn.Module<Tensor, Tensor> Model, AdapterSet Lora, LoraOptimizer Optimizer)
{
    /// <summary>The names of all.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["lora", "adaptive", "adalora", "dylora", "lors", "pissa", "group", "kinds", "recompute", "recipe", "conv1d", "hooks", "dora", "named"];

    /// <summary>A model of a name.</summary>
    public static Subject Create(string name) => name switch
    {
        "lora" => Of(name, new FixedNet(), net => net.Lora),
        "adaptive" => Of(name, new ScheduledNet(), net => net.Lora),
        "adalora" => Of(name, new TripletNet(), net => net.Lora),
        "dylora" => Of(name, new DynamicNet(), net => net.Lora),
        "lors" => Of(name, new SparseNet(), net => net.Lora),
        "pissa" => Of(name, new PrincipalNet(), net => net.Lora),
        "group" => Of(name, new GroupNet(), net => net.Lora),
        "kinds" => Of(name, new KindsNet(), net => net.Lora),
        "recompute" => Of(name, new AgainNet(), net => net.Lora),
        "recipe" => Of(name, new PlacedNet(), net => MixedRecipe.Attach(net)),
        "conv1d" => Of(name, new LineNet(), net => LineRecipe.Attach(net)),
        "hooks" => Of(name, Plain(), net => LoraModel.Attach(net, new LoraConfig { Rank = 2, Dropout = 0.25 })),
        "dora" => Of(name, Plain(), net => LoraModel.Attach(net, new LoraConfig { Rank = 2, Dora = true })),
        "named" => Of(name, new PlacedNet(), net =>
        {
            MixedRecipe.Attach(net, "spare");
            return LoraModel.Attach(net, new LoraConfig { Rank = 3 });
        }),
        _ => throw new ArgumentException($"There is no model '{name}'.", nameof(name)),
    };

    /// <summary>A batch that the model takes.</summary>
    public Tensor Batch(int rows = 4) => Model is KindsNet ? randint(0, 10, [rows, 5]) : randn(rows, 10);

    /// <summary>The loss of a batch.</summary>
    public Tensor Loss(Tensor batch)
    {
        // Not square(): it hands libtorch a number that a collection on another thread may free meanwhile.
        var output = Model.call(batch);
        return output.mul(output).mean();
    }

    /// <summary>A step as it should be. Throws when the model did not survive what was done to it before.</summary>
    public void Train()
    {
        using var scope = NewDisposeScope();
        Lora.Adapters.Unmerge();
        Lora.Use();
        Lora.Enabled = true;
        Model.train();
        if (Model is GroupNet group)
            group.Used = 3;
        if (Model is AgainNet again)
            again.Ran = () => { };
        foreach (var parameter in Optimizer.parameters())
            parameter.grad = null;
        var loss = Loss(Batch());
        loss.backward();
        if (!double.IsFinite(loss.item<float>()))
            throw new InvalidOperationException($"The loss is {loss.item<float>()}.");
        if (!Optimizer.parameters().Any(parameter => parameter.grad is { } gradient && gradient.isfinite().all().item<bool>()))
            throw new InvalidOperationException("No parameter got a finite gradient.");
        Optimizer.ReportLoss(loss);
        Optimizer.step();
    }

    /// <summary>A model that nobody annotated.</summary>
    private static TorchSharp.Modules.Sequential Plain() => nn.Sequential(nn.Linear(10, 16), nn.GELU(), nn.Linear(16, 10));

    private static Subject Of<T>(string name, T model, Func<T, AdapterSet> lora)
        where T : nn.Module<Tensor, Tensor>
    {
        var set = lora(model);
        set.FreezeBase();
        if (name is "adaptive" or "recipe")
            set.AllocateRanksEvenly();
        if (name == "pissa")
            set.Initialize();
        var adaLora = name == "adalora" ? new AdaLoraOptions(48) { WarmupSteps = 6, FinalSteps = 14, AllocationInterval = 2 } : null;
        return new Subject(name, model, set, set.Optimizer(p => optim.AdamW(p, lr: 1e-3), adaLora: adaLora));
    }
}
