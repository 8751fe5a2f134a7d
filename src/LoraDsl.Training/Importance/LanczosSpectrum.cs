using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>The tridiagonal matrix that Lanczos' recurrence leaves of a symmetric one: its extreme eigenvalues approach those of the whole.</summary>
internal sealed class LanczosSpectrum
{
    private readonly List<double> diagonal = [];
    private readonly List<double> beside = [];

    /// <summary>The eigenvalue of greatest size, without its sign.</summary>
    public double Top { get; private set; }

    /// <summary>How far <see cref="Top"/> may be from an eigenvalue of the whole.</summary>
    public double Residual { get; private set; }

    /// <summary>Adds a step.</summary>
    /// <param name="along">The product's part along the step's vector, α.</param>
    /// <param name="rest">The norm of what is then left of it, β.</param>
    public void Add(double along, double rest)
    {
        diagonal.Add(along);
        using var scope = NewDisposeScope();
        var size = diagonal.Count;
        var matrix = tensor(diagonal.ToArray()).diag();
        if (size > 1)
        {
            var links = tensor(beside.ToArray());
            matrix = matrix.add(links.diag(1)).add(links.diag(-1));
        }

        var (_, values, right) = linalg.svd(matrix);
        Top = values[0].item<double>();
        // The residual of an eigenvector of the small matrix is β times its last entry (Parlett, 1980).
        Residual = rest * Math.Abs(right[0, size - 1].item<double>());
        beside.Add(rest);
    }
}
