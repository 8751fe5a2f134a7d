using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>The generated code.</summary>
internal sealed class LoraContender : LinearContender
{
    private readonly nn.Module<Tensor, Tensor> model;

    public LoraContender(LinearCase sizes, Device device)
        : base(sizes, device)
    {
        model = sizes.Rank switch
        {
            8 => new AdaptedLayer8(Layer),
            16 => new AdaptedLayer16(Layer),
            _ => throw new ArgumentOutOfRangeException(nameof(sizes), sizes.Rank, "Ranks are constants: there is a model for 8 and 16."),
        };
        Factors = [.. model.parameters().Where(parameter => parameter.requires_grad)];
    }

    public override string Name => "lora";

    protected override IReadOnlyList<Parameter> Factors { get; }

    public override void Dispose()
    {
        model.Dispose();
        base.Dispose();
    }

    protected override Tensor Forward(Tensor x) => model.forward(x);
}
