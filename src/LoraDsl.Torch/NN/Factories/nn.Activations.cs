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
    }
}
