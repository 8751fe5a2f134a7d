using Shared.Data;
using static TorchSharp.torch;

namespace SparseDigits.Recovery;

/// <summary>A pruned transformer with what one method adds to it.</summary>
internal interface IRecovery : IDisposable
{
    /// <summary>Images to logits.</summary>
    nn.Module<Tensor, Tensor> Model { get; }

    /// <summary>Values that training moves.</summary>
    long TrainableParameters { get; }

    /// <summary>Looks at a few batches before training, where the method wants to.</summary>
    void Start(IReadOnlyList<LabelledImages> batches);

    /// <summary>An optimizer over what is to be trained.</summary>
    optim.Optimizer Optimizer(double learningRate, int seed);

    /// <summary>Puts what was trained into the weights that the base has.</summary>
    void Merge();
}
