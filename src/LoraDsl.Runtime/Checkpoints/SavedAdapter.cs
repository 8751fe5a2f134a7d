using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>
/// An adapter as a file has it: relative to the original base. Where the base is compensated for the start, s·(B·A − B₀·A₀) is one product of
/// A' = [A; A₀] and B' = [B, −B₀] with the scaling that the adapter has, as PEFT converts PiSSA and OLoRA.
/// </summary>
/// <param name="Path">The adapter's path.</param>
/// <param name="Adapter">The adapter.</param>
internal sealed record SavedAdapter(string Path, LowRankAdapter Adapter)
{
    /// <summary>Components at the end that take the start back; 0 where the base is as it was.</summary>
    public int StartRank => Adapter.CompensatedInitialization is { } start ? (int)start.A.shape[0] : 0;

    /// <summary>The rank in the file.</summary>
    public int Rank => Adapter.EffectiveRank + StartRank;

    /// <summary>The scaling as α at <see cref="Rank"/>, and whether it is α/√rank.</summary>
    public (double Alpha, bool RankStabilized) Alpha
    {
        get
        {
            var (alpha, rankStabilized) = Adapter.EffectiveAlpha;
            var growth = (double)Rank / Adapter.EffectiveRank;
            return (StartRank, Adapter.EffectiveRank) switch
            {
                (0, _) => (alpha, rankStabilized),
                (_, 0) => (Adapter.CompensatedInitialization!.Scaling * AdapterScaling.AlphaOfUnitScaling(Rank, rankStabilized), rankStabilized),
                _ => (alpha * (rankStabilized ? Math.Sqrt(growth) : growth), rankStabilized),
            };
        }
    }

    /// <summary>A' and B', to be disposed by the caller's scope.</summary>
    public (Tensor A, Tensor B) Factors()
    {
        var (a, b) = Adapter.CurrentFactors();
        if (Adapter.CompensatedInitialization is not { } start)
            return (a, b);
        var (alpha, rankStabilized) = Alpha;
        var taken = start.Scaling / AdapterScaling.Of(alpha, Rank, rankStabilized);

        // A quotient that is 1 but for rounding must not round the values.
        var startB = Math.Abs(taken - 1) < 1e-12 ? start.B : start.B.mul(taken);
        return (
            cat([a, start.A.to(a.dtype, a.device)], 0),
            cat([b, startB.to(b.dtype, b.device).neg()], 1));
    }
}
