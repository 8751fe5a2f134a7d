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
            private static readonly Operator BinaryCrossEntropyOp = new("aten::binary_cross_entropy");
            private static readonly Operator CosineEmbeddingLossOp = new("aten::cosine_embedding_loss");
            private static readonly Operator HingeEmbeddingLossOp = new("aten::hinge_embedding_loss");
            private static readonly Operator HuberLossOp = new("aten::huber_loss");
            private static readonly Operator KlDivOp = new("aten::kl_div");
            private static readonly Operator MarginRankingLossOp = new("aten::margin_ranking_loss");
            private static readonly Operator MultiMarginLossOp = new("aten::multi_margin_loss");
            private static readonly Operator MultilabelMarginLossOp = new("aten::multilabel_margin_loss");
            private static readonly Operator PoissonNllLossOp = new("aten::poisson_nll_loss");
            private static readonly Operator SoftMarginLossOp = new("aten::soft_margin_loss");
            private static readonly Operator TripletMarginLossOp = new("aten::triplet_margin_loss");

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

            /// <summary>The binary cross-entropy between probabilities and targets between 0 and 1.</summary>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                BinaryCrossEntropyOp.Call(input, target, weight, (long)reduction);

            /// <summary>The squared difference over 2 where it is below delta, else delta (|x| - delta / 2).</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean) =>
                HuberLossOp.Call(input, target, (long)reduction, delta);

            /// <summary>The Kullback-Leibler divergence of the target from the input, which is a logarithm.</summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                KlDivOp.Call(input, target, (long)reduction, log_target);

            /// <summary>1 - cos for a target of 1, max(0, cos - margin) for one of -1.</summary>
            public static Tensor cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
                CosineEmbeddingLossOp.Call(input1, input2, target, margin, (long)reduction);

            /// <summary>x for a target of 1, max(0, margin - x) for one of -1.</summary>
            public static Tensor hinge_embedding_loss(Tensor input, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
                HingeEmbeddingLossOp.Call(input, target, margin, (long)reduction);

            /// <summary>max(0, -y (x₁ - x₂) + margin).</summary>
            public static Tensor margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
                MarginRankingLossOp.Call(input1, input2, target, margin, (long)reduction);

            /// <summary>log(1 + exp(-y x)).</summary>
            public static Tensor soft_margin_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                SoftMarginLossOp.Call(input, target, (long)reduction);

            /// <summary>The hinge loss of the other classes against the target class.</summary>
            public static Tensor multi_margin_loss(Tensor input, Tensor target, int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                MultiMarginLossOp.Call(input, target, p, margin, weight, (long)reduction);

            /// <summary>The hinge loss between the target classes and the others.</summary>
            public static Tensor multi_label_margin_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                MultilabelMarginLossOp.Call(input, target, (long)reduction);

            /// <summary>max(0, d(a, p) - d(a, n) + margin) with the p-norm as distance.</summary>
            public static Tensor triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, double margin = 1, long p = 2, double eps = 1e-06, bool swap = false, Reduction reduction = Reduction.Mean) =>
                TripletMarginLossOp.Call(anchor, positive, negative, margin, p, eps, swap, (long)reduction);

            /// <summary>The negative log-likelihood of counts under Poisson distributions.</summary>
            public static Tensor poisson_nll_loss(Tensor input, Tensor target, bool log_input = true, bool full = false, float eps = 1e-08f, Reduction reduction = Reduction.Mean) =>
                PoissonNllLossOp.Call(input, target, log_input, full, (double)eps, (long)reduction);
        }
    }
}
