using static TorchSharp.torch;

namespace LoraDsl.Pruning;

/// <summary>Which weights of a layer may be other than zero: a share of them, or N in every group of M.</summary>
public abstract record SparsityPattern
{
    private protected SparsityPattern()
    {
    }

    /// <summary>A share of the weights is zero, wherever they are.</summary>
    /// <param name="sparsity">The share, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is outside of that.</exception>
    public static SparsityPattern Unstructured(double sparsity) => new UnstructuredPattern(sparsity);

    /// <summary>
    /// N:M sparsity: in every group of <paramref name="m"/> neighbouring columns of a row, the first of them at column 0, at most
    /// <paramref name="n"/> weights are not zero. GPUs that have sparse matrix units run 2:4.
    /// </summary>
    /// <remarks>
    /// A convolution's weight is folded to (out, in·height·width) for this. Where M does not divide the columns, the last group of a
    /// row is shorter and may hold N as well: the row keeps the pattern when it is filled up with zeros, which is how hardware takes it.
    /// </remarks>
    /// <param name="n">Weights of a group that may be other than zero, at least 1.</param>
    /// <param name="m">Columns of a group, more than <paramref name="n"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are outside of that.</exception>
    public static SparsityPattern NofM(int n, int m) => new NofMPattern(n, m);

    /// <summary>Which weights are to become zero: those of the least scores.</summary>
    /// <param name="scores">Finite scores ≥ 0 of shape (out, columns).</param>
    /// <param name="group">The weights that compete with each other; N:M has groups of its own.</param>
    /// <returns>A mask of the scores' shape.</returns>
    internal abstract Tensor Least(Tensor scores, ComparisonGroup group);

    /// <summary>Whether a weight has the pattern.</summary>
    /// <param name="matrix">The weight as a matrix of (out, columns).</param>
    internal abstract bool IsKeptBy(Tensor matrix);
}
