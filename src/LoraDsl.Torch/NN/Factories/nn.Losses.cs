using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The cross-entropy between the softmax of logits and target classes or probabilities.</summary>
        public static CrossEntropyLoss CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean) =>
            new(weight, ignore_index, reduction);

        /// <summary>The negative log-likelihood of the target classes.</summary>
        public static NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);

        /// <summary>The squared difference.</summary>
        public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction);

        /// <summary>The absolute difference.</summary>
        public static L1Loss L1Loss(Reduction reduction = Reduction.Mean) => new(reduction);

        /// <summary>The squared difference over 2 β where it is below β, else the absolute one less β / 2.</summary>
        public static SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1) => new(reduction, beta);

        /// <summary>The binary cross-entropy between the sigmoid of logits and targets between 0 and 1.</summary>
        public static BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
            new(weight, reduction, pos_weights);

        /// <summary>The binary cross-entropy between probabilities and targets between 0 and 1.</summary>
        public static BCELoss BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);

        /// <summary>The squared difference over 2 where it is below delta, else delta (|x| - delta / 2).</summary>
        public static HuberLoss HuberLoss(double delta = 1, Reduction reduction = Reduction.Mean) => new(delta, reduction);

        /// <summary>The Kullback-Leibler divergence of the target from the input, which is a logarithm.</summary>
        public static KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) => new(log_target, reduction);

        /// <summary>1 - cos for a target of 1, max(0, cos - margin) for one of -1.</summary>
        public static CosineEmbeddingLoss CosineEmbeddingLoss(double margin = 0, Reduction reduction = Reduction.Mean) => new(margin, reduction);

        /// <summary>x for a target of 1, max(0, margin - x) for one of -1.</summary>
        public static HingeEmbeddingLoss HingeEmbeddingLoss(double margin = 1, Reduction reduction = Reduction.Mean) => new(margin, reduction);

        /// <summary>max(0, -y (x₁ - x₂) + margin).</summary>
        public static MarginRankingLoss MarginRankingLoss(double margin = 0, Reduction reduction = Reduction.Mean) => new(margin, reduction);

        /// <summary>log(1 + exp(-y x)).</summary>
        public static SoftMarginLoss SoftMarginLoss(Reduction reduction = Reduction.Mean) => new(reduction);

        /// <summary>The hinge loss between the target classes and the others.</summary>
        public static MultiLabelMarginLoss MultiLabelMarginLoss(Reduction reduction = Reduction.Mean) => new(reduction);

        /// <summary>max(0, d(a, p) - d(a, n) + margin) with the p-norm as distance.</summary>
        public static TripletMarginLoss TripletMarginLoss(double margin = 1, long p = 2, double eps = 1e-06, bool swap = false, Reduction reduction = Reduction.Mean) => new(margin, p, eps, swap, reduction);

        /// <summary>The negative log-likelihood of counts under Poisson distributions.</summary>
        public static PoissonNLLLoss PoissonNLLLoss(bool log_input = true, bool full = false, float eps = 1e-08f, Reduction reduction = Reduction.Mean) => new(log_input, full, eps, reduction);

        /// <summary>The hinge loss of the other classes against the target class.</summary>
        public static MultiMarginLoss MultiMarginLoss(int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(p, margin, weight, reduction);

        /// <summary>The negative log-likelihood of targets under normal distributions.</summary>
        public static GaussianNLLLoss GaussianNLLLoss(bool full = false, float eps = 1e-08f, Reduction reduction = Reduction.Mean) => new(full, eps, reduction);

        /// <summary>The binary cross-entropy of each class, and their mean over the classes.</summary>
        public static MultiLabelSoftMarginLoss MultiLabelSoftMarginLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);

        /// <summary>The connectionist temporal classification loss.</summary>
        public static CTCLoss CTCLoss(long blank = 0, bool zero_infinity = false, Reduction reduction = Reduction.Mean) => new(blank, zero_infinity, reduction);

        /// <summary>max(0, d(a, p) - d(a, n) + margin) with a distance of one's own.</summary>
        public static TripletMarginWithDistanceLoss TripletMarginWithDistanceLoss(Func<Tensor, Tensor, Tensor>? distance = null, double margin = 1, bool swap = false, Reduction reduction = Reduction.Mean) =>
            new(distance, margin, swap, reduction);
    }
}
