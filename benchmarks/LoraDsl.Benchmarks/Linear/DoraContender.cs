using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>The generated code of DoRA, whose magnitudes make the answers those of another formula than LoRA's.</summary>
internal sealed class DoraContender : LinearContender
{
    public const string Subject = "dora";

    private readonly AdaptedLayer model;

    private DoraContender(LinearCase sizes, Device device)
        : base(sizes, device)
    {
        model = AdaptedLayer.OfDora(sizes, Layer);
        var factors = model.Adapter.named_parameters(recurse: false).ToDictionary(entry => entry.name, entry => entry.parameter);
        Factors = [factors["lora_A"], factors["lora_B"], factors["lora_magnitude_vector"]];
        using var untracked = no_grad();
        Factors[0].copy_(InitialA);
        Factors[1].copy_(InitialB);
        Factors[2].mul_(1.1);
    }

    public override string Name => Subject;

    protected override IReadOnlyList<Parameter> Factors { get; }

    /// <summary>The contender of a case, or <see langword="null"/> where there is no class for it.</summary>
    public static DoraContender? TryMake(LinearCase sizes, Device device) => sizes is { Rank: 8 or 16, Dropout: 0 } ? new(sizes, device) : null;

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
