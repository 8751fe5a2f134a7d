using Shared.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankStudy.Runs;

/// <summary>Cuts a trained LoRA to a smaller rank, and puts it back when disposed.</summary>
internal sealed class CutRanks : IDisposable
{
    /// <summary>The first rows of A and columns of B are kept, as DyLoRA keeps them.</summary>
    public const string FirstRows = "cut to the first rows";

    /// <summary>The best approximation of B·A at the rank is kept.</summary>
    public const string Svd = "cut by SVD";

    private readonly List<(Parameter A, Parameter B, Tensor KeptA, Tensor KeptB)> factors;

    /// <summary>Remembers the factors as they are.</summary>
    public CutRanks(AdaptedModel adapted)
    {
        var parameters = adapted.Model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        factors = [.. adapted.Lora.Named().Select(entry =>
        {
            var (a, b) = (parameters[$"{entry.Path}.lora_default.lora_A"], parameters[$"{entry.Path}.lora_default.lora_B"]);
            return (a, b, a.detach().clone(), b.detach().clone());
        })];
    }

    /// <summary>The two ways to cut.</summary>
    public static IReadOnlyList<string> Ways => [FirstRows, Svd];

    /// <summary>Cuts every adapter; the factors keep their sizes, what is cut off is zero.</summary>
    /// <param name="rank">The rank that is left.</param>
    /// <param name="way">One of <see cref="Ways"/>.</param>
    public void To(int rank, string way)
    {
        using var noGradient = no_grad();
        foreach (var (a, b, keptA, keptB) in factors)
        {
            using var scope = NewDisposeScope();
            var (left, right) = way == Svd ? Best(keptA, keptB, rank) : (keptA.narrow(0, 0, rank), keptB.narrow(1, 0, rank));
            a.zero_().narrow(0, 0, rank).copy_(left);
            b.zero_().narrow(1, 0, rank).copy_(right);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using var noGradient = no_grad();
        foreach (var (a, b, keptA, keptB) in factors)
        {
            a.copy_(keptA);
            b.copy_(keptB);
            keptA.Dispose();
            keptB.Dispose();
        }
    }

    private static (Tensor A, Tensor B) Best(Tensor a, Tensor b, int rank)
    {
        var (u, sigma, vt) = linalg.svd(b.mm(a), fullMatrices: false);
        return (vt.narrow(0, 0, rank), u.narrow(1, 0, rank).mul(sigma.narrow(0, 0, rank)));
    }
}
