using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>Gathers how concentrated the rows of an attention module are, until it is disposed.</summary>
internal sealed class AttentionCapture : IDisposable
{
    // What float16 leaves of a sum of 1 over many keys.
    private const double Tolerance = 1e-2;

    private readonly IAttentionModule module;
    private readonly Action<Tensor>? before;
    private double sum;
    private long rows;

    /// <summary>Starts gathering.</summary>
    /// <param name="path">The module's path in the model, for messages.</param>
    /// <param name="module">The module.</param>
    public AttentionCapture(string path, IAttentionModule module)
    {
        Path = path;
        this.module = module;
        before = module.AttentionProbe;
        module.AttentionProbe = Observe;
    }

    /// <summary>The module's path in the model.</summary>
    public string Path { get; }

    /// <summary>Mean over heads and queries of 1 − normalised entropy, of what was seen since the last call.</summary>
    /// <exception cref="ArgumentException">Nothing was seen.</exception>
    public double Take()
    {
        if (rows == 0)
        {
            throw new ArgumentException(
                $"The attention module '{Path}' showed no attention weights: let its forward call AttentionProbe?.Invoke(weights) with the rows after the softmax.");
        }

        var mean = sum / rows;
        (sum, rows) = (0, 0);
        return mean;
    }

    public void Dispose() => module.AttentionProbe = before;

    private void Observe(Tensor weights)
    {
        before?.Invoke(weights);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var shares = weights.detach().to(ScalarType.Float64);
        RequireRows(shares);
        var keys = shares.shape[^1];
        rows += shares.numel() / keys;
        // A single key leaves nothing to choose: its row is even.
        if (keys == 1)
            return;
        var entropies = shares.xlogy(shares).sum(dim: -1).neg().div(Math.Log(keys));
        // Rounding may leave the entropy of an even row a little above its greatest.
        sum += entropies.mul(-1).add(1).clamp(0, 1).sum().item<double>();
    }

    private void RequireRows(Tensor shares)
    {
        if (shares.dim() < 2 || shares.numel() == 0)
        {
            throw new ArgumentException(
                $"The attention module '{Path}' showed weights of shape ({string.Join(", ", shares.shape)}): they must be (…, heads, queries, keys).");
        }

        var deviation = shares.sum(dim: -1).sub(1).abs().max().item<double>();
        if (deviation > Tolerance || shares.min().item<double>() < 0)
        {
            throw new ArgumentException(
                $"The rows that the attention module '{Path}' showed do not sum to 1: hand the weights after the softmax to AttentionProbe, before dropout.");
        }
    }
}
