using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>The generated code.</summary>
internal sealed class LoraContender : LinearContender
{
    private readonly AdaptedLayer model;

    public LoraContender(LinearCase sizes, Device device)
        : base(sizes, device)
    {
        model = AdaptedLayer.Of(sizes, Layer);
        var factors = model.Adapter.named_parameters(recurse: false).ToDictionary(entry => entry.name, entry => entry.parameter);
        Factors = [factors["lora_A"], factors["lora_B"]];
        using var untracked = no_grad();
        Factors[0].copy_(InitialA);
        Factors[1].copy_(InitialB);
    }

    public override string Name => "lora";

    protected override IReadOnlyList<Parameter> Factors { get; }

    public override void Dispose()
    {
        model.Dispose();
        base.Dispose();
    }

    protected override Tensor Forward(Tensor x, bool training)
    {
        if (model.training != training)
            model.train(training);
        return model.forward(x);
    }
}
