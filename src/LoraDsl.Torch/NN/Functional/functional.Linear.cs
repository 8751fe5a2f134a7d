using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator LinearMap = new("aten::linear");
            private static readonly Operator LayerNormalisation = new("aten::layer_norm");
            private static readonly Operator BatchNormalisation = new("aten::batch_norm");
            private static readonly Operator DropoutFresh = new("aten::dropout");
            private static readonly Operator DropoutInPlace = new("aten::dropout_");
            private static readonly Operator OneHot = new("aten::one_hot");

            /// <summary>x Wᵀ + b over the last dimension.</summary>
            /// <param name="input">(…, in).</param>
            /// <param name="weights">(out, in).</param>
            /// <param name="bias">(out), or null.</param>
            /// <returns>(…, out).</returns>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => LinearMap.Call(input, weights, bias);

            /// <summary>Normalisation to mean zero and variance one over the last dimensions, then a scale and a shift.</summary>
            /// <param name="input">A shape that ends in the normalised one.</param>
            /// <param name="normalized_shape">The sizes of the dimensions that are normalised together.</param>
            /// <param name="weight">The scale, of the normalised shape, or null.</param>
            /// <param name="bias">The shift, of the normalised shape, or null.</param>
            /// <param name="eps">What is added to the variance.</param>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05) =>
                LayerNormalisation.Call(input, normalized_shape, weight, bias, eps);

            /// <summary>Normalisation over all dimensions but the channels, the second; in training by the batch's own statistics.</summary>
            /// <param name="input">(N, C, …).</param>
            /// <param name="running_mean">(C); in training it follows the batch's mean.</param>
            /// <param name="running_var">(C); in training it follows the batch's variance.</param>
            /// <param name="weight">The scale, (C), or null.</param>
            /// <param name="bias">The shift, (C), or null.</param>
            /// <param name="training">Whether to use the batch's own statistics.</param>
            /// <param name="momentum">The part of the new statistics in the running ones.</param>
            /// <param name="eps">What is added to the variance.</param>
            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-05) =>
                BatchNormalisation.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            /// <summary>In training, zeros each element with a probability and scales the rest by 1 / (1 - p).</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                (inplace ? DropoutInPlace : DropoutFresh).Call(input, p, training);

            /// <summary>Classes to vectors with a one in the class's place.</summary>
            /// <param name="x">Classes of any shape, 64-bit integers.</param>
            /// <param name="num_classes">The number of classes; -1 takes the highest class and one.</param>
            /// <returns>The shape of the input with one more dimension, of the classes.</returns>
            public static Tensor one_hot(Tensor x, long num_classes = -1) =>
                x.dtype == ScalarType.Int64 ? OneHot.Call(x, num_classes) : throw new ArgumentException($"one_hot takes indices of the type Int64, but was given {x.dtype}.", nameof(x));
        }
    }
}
