namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The negative log-likelihood of targets under normal distributions.</summary>
            /// <param name="input">The means.</param>
            /// <param name="target">The targets, of the input's shape.</param>
            /// <param name="variance">The variances: of the input's shape, without its last dimension, or with that of size 1. Not differentiated below eps.</param>
            /// <param name="full">Whether the constant log(2π) / 2 is added.</param>
            /// <param name="eps">The least variance.</param>
            /// <param name="reduction">What to make of the values for the single elements.</param>
            /// <exception cref="ArgumentException">A variance is negative, or their shape is another.</exception>
            public static Tensor gaussian_nll_loss(Tensor input, Tensor target, Tensor variance, bool full = false, float eps = 1e-06f, Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                if (!variance.shape.AsSpan().SequenceEqual(input.shape))
                {
                    if (variance.shape.AsSpan().SequenceEqual(input.shape.AsSpan()[..^1]))
                        variance = variance.unsqueeze(-1);
                    else if (variance.dim() != input.dim() || variance.shape[^1] != 1 || !variance.shape.AsSpan()[..^1].SequenceEqual(input.shape.AsSpan()[..^1]))
                        throw new ArgumentException($"The variances are ({string.Join(", ", variance.shape)}), which does not go with an input of ({string.Join(", ", input.shape)}).", nameof(variance));
                }
                if (variance.lt(0).any().item<bool>())
                    throw new ArgumentException("A variance is negative.", nameof(variance));
                // The clamp is no part of the gradient: a variance below eps is moved up all the same.
                var floor = variance.detach().clamp(min: eps) - variance.detach();
                var clamped = variance + floor;
                var loss = (clamped.log() + ((input - target).square() / clamped)) * 0.5;
                if (full)
                    loss = loss + (0.5 * Math.Log(2 * Math.PI));
                return Reduced(loss, reduction).MoveToOuterDisposeScope();
            }

            /// <summary>The binary cross-entropy of each class, and their mean over the classes.</summary>
            /// <param name="input">Logits, (N, C) or (C).</param>
            /// <param name="target">1 for the classes that hold, else 0.</param>
            /// <param name="weight">A weight for each class, (C), or null.</param>
            /// <param name="reduction">What to make of the values for the single rows.</param>
            public static Tensor multilabel_soft_margin_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                var loss = binary_cross_entropy_with_logits(input, target, weight, Reduction.None).mean([-1]);
                return Reduced(loss, reduction).MoveToOuterDisposeScope();
            }

            private static Tensor Reduced(Tensor loss, Reduction reduction) => reduction switch
            {
                Reduction.Mean => loss.mean(),
                Reduction.Sum => loss.sum(),
                _ => loss,
            };
        }
    }
}
