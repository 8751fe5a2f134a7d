using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator ConnectionistLoss = new("aten::ctc_loss", "Tensor");

            /// <summary>The connectionist temporal classification loss (Graves et al., 2006).</summary>
            /// <param name="log_probs">Logarithms of probabilities, (time, N, classes).</param>
            /// <param name="targets">Classes, (N, length) or one after the other.</param>
            /// <param name="input_lengths">The length of each input, (N).</param>
            /// <param name="target_lengths">The length of each target, (N).</param>
            /// <param name="blank">The class that stands for nothing.</param>
            /// <param name="zero_infinity">Whether targets too long for their inputs count as 0, not as infinite.</param>
            /// <param name="reduction">What is made of the losses of the batch; a mean divides each by its target's length first.</param>
            public static Tensor ctc_loss(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, long blank = 0, bool zero_infinity = false, Reduction reduction = Reduction.Mean) =>
                ConnectionistLoss.Call(log_probs, targets, input_lengths, target_lengths, blank, (long)reduction, zero_infinity);

            /// <summary>max(0, d(a, p) - d(a, n) + margin) with a distance of one's own.</summary>
            /// <param name="anchor">(N, …).</param>
            /// <param name="positive">The same shape.</param>
            /// <param name="negative">The same shape.</param>
            /// <param name="distance">The distance of two such tensors; the Euclidean one where null.</param>
            /// <param name="margin">The margin.</param>
            /// <param name="swap">Whether the nearer of anchor and positive counts for the negative (Balntas et al., 2016).</param>
            /// <param name="reduction">What is made of the losses of the batch.</param>
            public static Tensor triplet_margin_with_distance_loss(Tensor anchor, Tensor positive, Tensor negative, Func<Tensor, Tensor, Tensor>? distance = null, double margin = 1, bool swap = false, Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                distance ??= (x, y) => pairwise_distance(x, y);
                var near = distance(anchor, positive);
                var far = distance(anchor, negative);
                if (swap)
                    far = far.minimum(distance(positive, negative));
                var losses = (near - far + margin).clamp_min(0);
                return (reduction switch { Reduction.Mean => losses.mean(), Reduction.Sum => losses.sum(), _ => losses }).MoveToOuterDisposeScope();
            }
        }
    }
}
