using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>max(x, 0), elementwise.</summary>
        public static ReLU ReLU(bool inplace = false) => new(inplace);

        /// <summary>x where it is positive, else a learnt slope · x.</summary>
        /// <param name="num_parameters">The number of slopes: 1, or the number of channels.</param>
        /// <param name="init">The slope at the beginning.</param>
        /// <param name="device">Where the parameter is; the default device where it is null.</param>
        /// <param name="dtype">Its element type; the default one where it is null.</param>
        public static PReLU PReLU(long num_parameters, double init = 0.25, Device? device = null, ScalarType? dtype = null) =>
            new(num_parameters, init, device, dtype);

        /// <summary>x Φ(x), elementwise, with the error function.</summary>
        public static GELU GELU() => new(Modules.GELU.Approximate.none, false);

        /// <inheritdoc cref="GELU()"/>
        public static GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);

        /// <summary>x Φ(x), elementwise, with the error function or its approximation.</summary>
        public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);

        /// <summary>x σ(x), elementwise.</summary>
        public static SiLU SiLU() => new(false);

        /// <inheritdoc cref="SiLU()"/>
        public static SiLU SiLU(bool inplace) => new(inplace);

        /// <summary>tanh x, elementwise.</summary>
        public static Tanh Tanh() => new(false);

        /// <inheritdoc cref="Tanh()"/>
        public static Tanh Tanh(bool inplace = false) => new(inplace);

        /// <summary>1 / (1 + exp(-x)), elementwise.</summary>
        public static Sigmoid Sigmoid() => new(false);

        /// <inheritdoc cref="Sigmoid()"/>
        public static Sigmoid Sigmoid(bool inplace) => new(inplace);

        /// <summary>exp(x) over its sum along a dimension.</summary>
        public static Softmax Softmax(long dim) => new(dim);

        /// <summary>The logarithm of the softmax along a dimension.</summary>
        public static LogSoftmax LogSoftmax(long dim) => new(dim);

        /// <summary>Zeros each element with a probability while training.</summary>
        public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

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

        /// <summary>x / (1 + |x|).</summary>
        public static Softsign Softsign() => new(inplace: false);

        /// <summary>x / (1 + |x|).</summary>
        public static Softsign Softsign(bool inplace) => new(inplace);

        /// <summary>x - tanh(x).</summary>
        public static Tanhshrink Tanhshrink() => new(inplace: false);

        /// <summary>x - tanh(x).</summary>
        public static Tanhshrink Tanhshrink(bool inplace = false) => new(inplace);

        /// <summary>x where it is positive, else a random slope · x; the mean slope outside of training.</summary>
        public static RReLU RReLU(double lower = 1.0 / 8, double upper = 1.0 / 3, bool inplace = false) => new(lower, upper, inplace);
    }
}
