using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>x where it is positive, else negative_slope · x.</summary>
        public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(inplace, negative_slope);

        /// <summary>x where it is positive, else alpha (exp x - 1) (arXiv 1511.07289).</summary>
        public static ELU ELU(double alpha = 1, bool inplace = false) => new(inplace, alpha);

        /// <summary>x where it is positive, else alpha (exp(x / alpha) - 1) (arXiv 1704.07483).</summary>
        public static CELU CELU(double alpha = 1, bool inplace = false) => new(inplace, alpha);

        /// <summary>The scaled exponential linear unit (arXiv 1706.02515).</summary>
        public static SELU SELU(bool inplace = false) => new(inplace);

        /// <summary>min(max(x, 0), 6).</summary>
        public static ReLU6 ReLU6(bool inplace = false) => new(inplace);

        /// <summary>min(max(x / 6 + 1 / 2, 0), 1).</summary>
        public static Hardsigmoid Hardsigmoid(bool inplace = false) => new(inplace);

        /// <summary>x hardsigmoid(x) (arXiv 1905.02244).</summary>
        public static Hardswish Hardswish(bool inplace = false) => new(inplace);

        /// <summary>x cut off at min_val and max_val.</summary>
        public static Hardtanh Hardtanh(double min_val = -1, double max_val = 1, bool inplace = false) => new(inplace, max_val, min_val);

        /// <summary>x tanh(softplus x) (arXiv 1908.08681).</summary>
        public static Mish Mish() => new(false);

        /// <summary>x tanh(softplus x) (arXiv 1908.08681).</summary>
        public static Mish Mish(bool inplace) => new(inplace);

        /// <summary>x where it is above the threshold, else the value.</summary>
        public static Threshold Threshold(double threshold, double value, bool inplace = false) => new(inplace, threshold, value);

        /// <summary>log(1 + exp(beta x)) / beta; x itself where beta x is above the threshold.</summary>
        public static Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);

        /// <summary>x moved by lambda towards zero, at most to it.</summary>
        public static Softshrink Softshrink(double @lambda = 0.5) => new(@lambda);

        /// <summary>x where its absolute value is above lambda, else zero.</summary>
        public static Hardshrink Hardshrink(double @lambda = 0.5) => new(@lambda);

        /// <summary>log(1 / (1 + exp(-x))).</summary>
        public static LogSigmoid LogSigmoid() => new();

        /// <summary>The first half along a dimension, times the sigmoid of the second (arXiv 1612.08083).</summary>
        public static GLU GLU(long dim = -1) => new(dim);

        /// <summary>exp(-x) over its sum along a dimension.</summary>
        public static Softmin Softmin(long dim) => new(dim);

        /// <summary>exp(x) over its sum along the channels.</summary>
        public static Softmax2d Softmax2d() => new();

        /// <summary>Channels become pixels: (N, C r², H, W) to (N, C, H r, W r).</summary>
        public static PixelShuffle PixelShuffle(long upscale_factor) => new(upscale_factor);

        /// <summary>Pixels become channels: (N, C, H r, W r) to (N, C r², H, W).</summary>
        public static PixelUnshuffle PixelUnshuffle(long downscale_factor) => new(downscale_factor);

        /// <summary>The mean of windows whose number is given.</summary>
        public static AdaptiveAvgPool1d AdaptiveAvgPool1d(long output_size) => new(output_size);

        /// <summary>The mean of windows whose number in each dimension is given.</summary>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new([output_size.Item1, output_size.Item2]);

        /// <summary>The mean of windows whose number in each dimension is given.</summary>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new([output_size, output_size]);

        /// <summary>The mean of windows whose number in each dimension is given.</summary>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);

        /// <summary>The greatest value of windows whose number is given.</summary>
        public static AdaptiveMaxPool1d AdaptiveMaxPool1d(long output_size) => new(output_size);

        /// <summary>The greatest value of windows whose number in each dimension is given.</summary>
        public static AdaptiveMaxPool2d AdaptiveMaxPool2d(long[] output_size) => new(output_size);

        /// <summary>The mean of each window over the last dimension.</summary>
        public static AvgPool1d AvgPool1d(long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true) => new(ceil_mode, count_include_pad, kernel_size, padding, stride);

        /// <summary>The greatest value in each window over the last dimension.</summary>
        public static MaxPool1d MaxPool1d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) => new(ceil_mode, kernel_size, dilation, padding, stride);

        /// <summary>In training, zeros whole channels with a probability and scales the rest up.</summary>
        public static Dropout1d Dropout1d(double p = 0.5, bool inplace = false) => new(inplace, p);

        /// <summary>In training, zeros whole channels with a probability and scales the rest up.</summary>
        public static Dropout2d Dropout2d(double p = 0.5, bool inplace = false) => new(inplace, p);

        /// <summary>In training, zeros whole channels with a probability and scales the rest up.</summary>
        public static Dropout3d Dropout3d(double p = 0.5, bool inplace = false) => new(inplace, p);

        /// <summary>Dropout that keeps the mean and variance of self-normalising networks (arXiv 1706.02515).</summary>
        public static AlphaDropout AlphaDropout(double p = 0.5, bool inplace = false) => new(inplace, p);

        /// <summary>The cosine of the angle between vectors along a dimension.</summary>
        public static CosineSimilarity CosineSimilarity(long dim = 1, double eps = 1e-08) => new(eps, dim);

        /// <summary>The p-norm of the difference of vectors, along the last dimension.</summary>
        public static PairwiseDistance PairwiseDistance(double p = 2, double eps = 1e-06, bool keepdim = false) => new(keepdim, eps, p);
    }
}
