using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator ConvolutionTranspose1d = new("aten::conv_transpose1d");
            private static readonly Operator ConvolutionTranspose2d = new("aten::conv_transpose2d", "input");
            private static readonly Operator ConvolutionTranspose3d = new("aten::conv_transpose3d", "input");

            /// <summary>The transpose of a convolution over the last dimension, also called a deconvolution.</summary>
            /// <param name="input">(N, C, L) or (C, L).</param>
            /// <param name="weight">(C, out / groups, kernel).</param>
            /// <param name="bias">(out), or null.</param>
            /// <param name="stride">The step from one input to the next in the output; 1 where null.</param>
            /// <param name="padding">What is taken away at each end; 0 where null.</param>
            /// <param name="output_padding">What is added at the end; 0 where null.</param>
            /// <param name="dilation">The distance between the kernel's elements; 1 where null.</param>
            /// <param name="groups">The groups of channels that do not mix.</param>
            public static Tensor conv_transpose1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? output_padding = null, long? dilation = null, long groups = 1) =>
                ConvolutionTranspose1d.Call(input, weight, bias, (long[])[stride ?? 1], (long[])[padding ?? 0], (long[])[output_padding ?? 0], groups, (long[])[dilation ?? 1]);

            /// <summary>The transpose of a convolution over the last two dimensions, also called a deconvolution.</summary>
            /// <param name="input">(N, C, H, W) or (C, H, W).</param>
            /// <param name="weight">(C, out / groups, kernel…).</param>
            /// <param name="bias">(out), or null.</param>
            /// <param name="strides">The steps from one input to the next in the output, one or one for each dimension; 1 where null.</param>
            /// <param name="padding">What is taken away on each side; 0 where null.</param>
            /// <param name="output_padding">What is added behind; 0 where null.</param>
            /// <param name="dilation">The distances between the kernel's elements; 1 where null.</param>
            /// <param name="groups">The groups of channels that do not mix.</param>
            public static Tensor conv_transpose2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                ConvolutionTranspose2d.Call(input, weight, bias, strides ?? One, padding ?? Zero, output_padding ?? Zero, groups, dilation ?? One);

            /// <summary>The transpose of a convolution over the last three dimensions, also called a deconvolution.</summary>
            /// <inheritdoc cref="conv_transpose2d"/>
            public static Tensor conv_transpose3d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                ConvolutionTranspose3d.Call(input, weight, bias, strides ?? One, padding ?? Zero, output_padding ?? Zero, groups, dilation ?? One);
        }
    }
}
