using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator AlphaDropoutOfChannels = new("aten::feature_alpha_dropout");
            private static readonly Operator AlphaDropoutOfChannelsInPlace = new("aten::feature_alpha_dropout_");

            /// <summary>The p-norm of each window over the last dimension.</summary>
            public static Tensor lp_pool1d(Tensor input, double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false)
            {
                using var scope = NewDisposeScope();
                return FromMean(avg_pool1d(input.pow(norm_type), kernel_size, stride, ceil_mode: ceil_mode), kernel_size, norm_type).MoveToOuterDisposeScope();
            }

            /// <summary>The p-norm of each window over the last two dimensions.</summary>
            public static Tensor lp_pool2d(Tensor input, double norm_type, long[] kernel_size, long[]? stride = null, bool ceil_mode = false)
            {
                using var scope = NewDisposeScope();
                return FromMean(avg_pool2d(input.pow(norm_type), kernel_size, stride, ceil_mode: ceil_mode), kernel_size[0] * kernel_size[^1], norm_type).MoveToOuterDisposeScope();
            }

            /// <inheritdoc cref="lp_pool2d(Tensor, double, long[], long[], bool)"/>
            public static Tensor lp_pool2d(Tensor input, double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false) =>
                lp_pool2d(input, norm_type, [kernel_size], stride is { } step ? [step] : null, ceil_mode);

            /// <summary>x / (k + alpha · mean of the squares of the neighbouring channels)^beta (Krizhevsky et al., 2012).</summary>
            /// <param name="input">(N, C, …).</param>
            /// <param name="size">How many channels are neighbours.</param>
            /// <param name="alpha">The weight of the squares.</param>
            /// <param name="beta">The exponent.</param>
            /// <param name="k">What is added.</param>
            /// <exception cref="ArgumentException">The input has fewer than three dimensions.</exception>
            public static Tensor local_response_norm(Tensor input, long size, double alpha = 0.0001, double beta = 0.75, double k = 1)
            {
                if (input.dim() < 3)
                    throw new ArgumentException($"local_response_norm takes (N, C, …) with at least three dimensions, not ({string.Join(", ", input.shape)}).", nameof(input));
                using var scope = NewDisposeScope();
                var squares = input.square().reshape(input.shape[0], 1, input.shape[1], -1);
                var means = avg_pool2d(pad(squares, [0, 0, size / 2, (size - 1) / 2]), [size, 1], stride: [1, 1]);
                return (input / ((means.reshape(input.shape) * alpha) + k).pow(beta)).MoveToOuterDisposeScope();
            }

            /// <summary>Dropout of whole channels that keeps the mean and variance of self-normalising networks (arXiv 1706.02515).</summary>
            public static Tensor feature_alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false)
            {
                if (!inplace)
                    return AlphaDropoutOfChannels.Call(input, p, training);
                AlphaDropoutOfChannelsInPlace.Run(input, p, training);
                return input;
            }

            // PyTorch's form: its gradient at a window of zeros is 0, that of the root alone would be infinite.
            private static Tensor FromMean(Tensor mean, long count, double norm_type) =>
                (mean.sign() * mean.abs().relu() * count).pow(1 / norm_type);
        }
    }
}
