using LoraDsl;
using Shared.Data;
using Shared.Training;
using static TorchSharp.torch;

namespace SparseDigits.Recovery;

/// <summary>LoRA or LoRS: the adapters that the attributes ask for.</summary>
/// <param name="adapted">The adapted transformer.</param>
/// <param name="startsFromGradients">Whether A is initialized from the gradients of a few batches.</param>
internal sealed class AdapterRecovery(AdaptedModel adapted, bool startsFromGradients) : IRecovery
{
    public nn.Module<Tensor, Tensor> Model => adapted.Model;

    public long TrainableParameters => adapted.Lora.TrainableParameters;

    public void Start(IReadOnlyList<LabelledImages> batches)
    {
        if (startsFromGradients)
        {
            adapted.Lora.Initialize(
                batches,
                batch => nn.functional.cross_entropy(adapted.Model.forward(batch.Images), batch.Labels),
                AdapterInitialization.Gradient);
        }
    }

    public optim.Optimizer Optimizer(double learningRate, int seed) =>
        adapted.Lora.Optimizer(parameters => optim.AdamW(parameters, lr: learningRate), seed);

    public void Merge() => adapted.Lora.Merge();

    public void Dispose() => adapted.Dispose();
}
