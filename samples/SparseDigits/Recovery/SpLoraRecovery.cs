using Shared.Data;
using Shared.Models;
using SparseDigits.Models;
using static TorchSharp.torch;

namespace SparseDigits.Recovery;

/// <summary>SP-LoRA, by hand.</summary>
internal sealed class SpLoraRecovery : IRecovery
{
    private readonly SpLoraTransformer model;
    private readonly List<SpLoraLinear> layers;

    public SpLoraRecovery(TransformerShape shape, VisionTransformer sparse)
    {
        model = new SpLoraTransformer(shape);
        model.load_state_dict(sparse.state_dict(), strict: false);
        layers = [.. model.modules().OfType<SpLoraLinear>()];
        foreach (var parameter in model.parameters())
            parameter.requires_grad = false;
        foreach (var factor in layers.SelectMany(layer => layer.Factors))
            factor.requires_grad = true;
    }

    public nn.Module<Tensor, Tensor> Model => model;

    public long TrainableParameters => layers.SelectMany(layer => layer.Factors).Sum(factor => factor.numel());

    public void Start(IReadOnlyList<LabelledImages> batches)
    {
    }

    public optim.Optimizer Optimizer(double learningRate, int seed) =>
        optim.AdamW(layers.SelectMany(layer => layer.Factors), lr: learningRate);

    public void Merge()
    {
        foreach (var layer in layers)
            layer.Merge();
    }

    public void Dispose() => model.Dispose();
}
