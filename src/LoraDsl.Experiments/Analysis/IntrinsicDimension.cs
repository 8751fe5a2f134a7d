using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Analysis;

/// <summary>
/// The least dimension of a random subspace in which a model can still be trained (Li et al., arXiv 1804.08838; Aghajanyan et al.,
/// arXiv 2012.13255): θ = θ₀ + P·z with a fixed random P and z alone trained.
/// </summary>
/// <remarks>
/// A subspace of d dimensions keeps d values for every value of the parameters. What is measured is the model's, the task's and the
/// training's together: more steps find smaller dimensions.
/// </remarks>
/// <param name="seed">Seed of the subspaces; the same seed gives the same P.</param>
public sealed class IntrinsicDimension(int seed = 0)
{
    /// <summary>Part of the full training's score that a subspace has to reach.</summary>
    public double Share { get; init; } = 0.9;

    /// <summary>Makes the optimizer of z; Adam with a learning rate of 0.01 when left out.</summary>
    public Func<IEnumerable<Parameter>, optim.Optimizer> Optimizer { get; init; } = parameters => optim.Adam(parameters, lr: 1e-2);

    /// <summary>Trains in growing subspaces, each from the same start, until one is good enough.</summary>
    /// <param name="parameters">The parameters θ that training moves; they are as they were afterwards.</param>
    /// <param name="dimensions">Dimensions to try, growing.</param>
    /// <param name="steps">Training steps in each.</param>
    /// <param name="loss">The loss of a step, by its number: runs the model and returns a scalar.</param>
    /// <param name="score">What the trained model reaches, such as its accuracy; higher is better.</param>
    /// <param name="fullScore">What training all of θ reaches by the same score.</param>
    /// <returns>What each dimension that was tried reached.</returns>
    /// <exception cref="ArgumentException">There are no parameters, or the dimensions are not growing from 1 up.</exception>
    public SubspaceSearch Search(
        IReadOnlyList<Parameter> parameters,
        IReadOnlyList<int> dimensions,
        int steps,
        Func<int, Tensor> loss,
        Func<double> score,
        double fullScore)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(dimensions);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(score);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (parameters.Count == 0)
            throw new ArgumentException("There are no parameters to train.", nameof(parameters));
        if (dimensions.Count == 0 || dimensions[0] < 1 || dimensions.Zip(dimensions.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw new ArgumentException($"The dimensions grow from 1 up, unlike {Text(dimensions)}.", nameof(dimensions));

        var reached = new List<SubspaceScore>();
        foreach (var dimension in dimensions)
        {
            using var subspace = new RandomSubspace(parameters, dimension, seed);
            using var optimizer = Optimizer([subspace.Coordinates]);
            try
            {
                for (var step = 0; step < steps; step++)
                    Step(subspace, optimizer, () => loss(step));
                reached.Add(new SubspaceScore(dimension, score()));
            }
            finally
            {
                subspace.Restore();
            }

            if (reached[^1].Score >= Share * fullScore)
                return new SubspaceSearch(dimension, fullScore, reached);
        }

        return new SubspaceSearch(null, fullScore, reached);
    }

    private static void Step(RandomSubspace subspace, optim.Optimizer optimizer, Func<Tensor> loss)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        subspace.Differentiate(loss());
        optimizer.step();
        subspace.Apply();
    }

    private static string Text(IEnumerable<int> values) =>
        string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
