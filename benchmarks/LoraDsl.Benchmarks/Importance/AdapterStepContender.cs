using LoraDsl.Optimization;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Importance;

/// <summary>A training step of the adapters, which share the budget evenly: gradients to zero, forward, loss, backward, AdamW.</summary>
internal sealed class AdapterStepContender : ImportanceContender
{
    private readonly LoraOptimizer optimizer;

    public AdapterStepContender(DigitsCase sizes, Device device)
        : base(sizes, device)
    {
        Model.Lora.AllocateRanksEvenly();
        optimizer = Model.Lora.Optimizer(parameters => optim.AdamW(parameters, 1e-3, weight_decay: 0.01));
    }

    public override string Name => "train-step";

    public override void Step()
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var loss = Loss();
        loss.backward();
        optimizer.step();
        loss.item<float>();
    }

    public override void Dispose()
    {
        optimizer.Dispose();
        base.Dispose();
    }
}
