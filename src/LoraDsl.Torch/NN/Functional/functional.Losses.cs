using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator CrossEntropy = new("aten::cross_entropy_loss");
            private static readonly Operator NegativeLogLikelihood = new("aten::nll_loss_nd");
            private static readonly Operator SquaredError = new("aten::mse_loss");
            private static readonly Operator AbsoluteError = new("aten::l1_loss");
            private static readonly Operator SmoothAbsoluteError = new("aten::smooth_l1_loss");
            private static readonly Operator BinaryCrossEntropyWithLogits = new("aten::binary_cross_entropy_with_logits");

            /// <summary>The cross-entropy between the softmax of logits and target classes or probabilities.</summary>
            /// <param name="input">Logits, (N, C, …) or (C).</param>
            /// <param name="target">Classes (N, …), or probabilities of the input's shape.</param>
            /// <param name="weight">A weight for each class, (C), or null.</param>
            /// <param name="ignore_index">The class that does not count.</param>
            /// <param name="reduction">What to make of the values for the single elements.</param>
            /// <param name="label_smoothing">The part of the target that is spread over all classes, between 0 and 1.</param>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0) =>
                CrossEntropy.Call(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>The negative log-likelihood of the target classes.</summary>
            /// <param name="input">Log-probabilities, (N, C, …) or (C).</param>
            /// <param name="target">Classes, (N, …).</param>
            /// <param name="weight">A weight for each class, (C), or null.</param>
            /// <param name="reduction">What to make of the values for the single elements.</param>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                NegativeLogLikelihood.Call(input, target, weight, (long)reduction);

            /// <summary>The squared difference.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                SquaredError.Call(input, target, (long)reduction);

            /// <summary>The absolute difference.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                AbsoluteError.Call(input, target, (long)reduction);

            /// <summary>The squared difference over 2 β where it is below β, else the absolute one less β / 2.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1) =>
                SmoothAbsoluteError.Call(input, target, (long)reduction, beta);

            /// <summary>The binary cross-entropy between the sigmoid of logits and targets between 0 and 1.</summary>
            /// <param name="input">Logits.</param>
            /// <param name="target">Targets of the logits' shape.</param>
            /// <param name="weight">A weight for each element, or null.</param>
            /// <param name="reduction">What to make of the values for the single elements.</param>
            /// <param name="pos_weights">The weights of positive targets, or null.</param>
            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                BinaryCrossEntropyWithLogits.Call(input, target, weight, pos_weights, (long)reduction);
        }
    }
}
