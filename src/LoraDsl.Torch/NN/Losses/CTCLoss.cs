using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The connectionist temporal classification loss (Graves et al., 2006).</summary>
public sealed class CTCLoss : Loss<Tensor, Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>The loss with its options.</summary>
    public CTCLoss(long blank = 0, bool zero_infinity = false, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        this.blank = blank;
        this.zero_infinity = zero_infinity;
    }

    /// <summary>The class that stands for nothing.</summary>
    public long blank { get; }

    /// <summary>Whether targets too long for their inputs count as 0, not as infinite.</summary>
    public bool zero_infinity { get; }

    /// <summary>A scalar unless nothing is reduced.</summary>
    public override Tensor forward(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths) =>
        nn.functional.ctc_loss(log_probs, targets, input_lengths, target_lengths, blank, zero_infinity, reduction);
}
