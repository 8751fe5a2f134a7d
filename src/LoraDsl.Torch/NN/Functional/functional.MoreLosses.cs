using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
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
