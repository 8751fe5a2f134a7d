using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator BilinearOp = new("aten::bilinear");
            private static readonly Operator CosineSimilarityOp = new("aten::cosine_similarity");
            private static readonly Operator GroupNormOp = new("aten::group_norm");
            private static readonly Operator InstanceNormOp = new("aten::instance_norm");
            private static readonly Operator PairwiseDistanceOp = new("aten::pairwise_distance");
            private static readonly Operator PixelShuffleOp = new("aten::pixel_shuffle");
            private static readonly Operator PixelUnshuffleOp = new("aten::pixel_unshuffle");

            /// <summary>The cosine of the angle between vectors along a dimension.</summary>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-08) =>
                CosineSimilarityOp.Call(x1, x2, dim, eps);

            /// <summary>The p-norm of the difference of vectors, along the last dimension.</summary>
            public static Tensor pairwise_distance(Tensor input1, Tensor input2, double p = 2, double eps = 1e-06, bool keepdim = false) =>
                PairwiseDistanceOp.Call(input1, input2, p, eps, keepdim);

            /// <summary>x₁ᵀ W x₂ + b for each output.</summary>
            public static Tensor bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias = null) =>
                BilinearOp.Call(input1, input2, weight, bias);

            /// <summary>Channels become pixels: (N, C r², H, W) to (N, C, H r, W r).</summary>
            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) =>
                PixelShuffleOp.Call(input, upscale_factor);

            /// <summary>Pixels become channels: (N, C, H r, W r) to (N, C r², H, W).</summary>
            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor) =>
                PixelUnshuffleOp.Call(input, downscale_factor);

            /// <summary>Normalisation over groups of channels (arXiv 1803.08494).</summary>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05) =>
                GroupNormOp.Call(input, num_groups, weight, bias, eps);

            /// <summary>Normalisation of each channel of each element of the batch (arXiv 1607.08022).</summary>
            public static Tensor instance_norm(Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null, bool use_input_stats = true, double momentum = 0.1, double eps = 1e-05) =>
                InstanceNormOp.Call(input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, false);
        }
    }
}
