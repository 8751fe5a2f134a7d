using static TorchSharp.torch;

namespace LoraDsl.Pruning;

/// <summary>Says how much each weight of a model matters: pruning takes those that score least.</summary>
/// <remarks>A score leaves the model as it found it: weights, gradients, the random state and the train/eval mode.</remarks>
public interface IPruningScore
{
    /// <summary>Name of the score, for reports.</summary>
    string Name { get; }

    /// <summary>Which scores are compared with each other.</summary>
    ComparisonGroup Group { get; }

    /// <summary>Scores the weights, a layer at a time: the scores of a layer are disposed before those of the next are asked for.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layers">Its layers that are to be pruned.</param>
    /// <returns>
    /// For each layer, in order, finite scores ≥ 0 of shape (<see cref="PrunableLayer.Rows"/>, <see cref="PrunableLayer.Columns"/>).
    /// </returns>
    IEnumerable<Tensor> Score(nn.Module model, IReadOnlyList<PrunableLayer> layers);
}
