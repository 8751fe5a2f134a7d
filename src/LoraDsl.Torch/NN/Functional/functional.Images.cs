using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator Convolution2d = new("aten::conv2d");
            private static readonly Operator Convolution2dByMode = new("aten::conv2d", "padding");
            private static readonly Operator MaximumPool2d = new("aten::max_pool2d");
            private static readonly Operator MaximumPool2dWithIndices = new("aten::max_pool2d_with_indices");
            private static readonly Operator AveragePool2d = new("aten::avg_pool2d");
            private static readonly long[] One = [1];
            private static readonly long[] Zero = [0];

            /// <summary>Convolution over the last two dimensions.</summary>
            /// <param name="input">(N, C, H, W) or (C, H, W).</param>
            /// <param name="weight">(out, C / groups, kernel height, kernel width).</param>
            /// <param name="bias">(out), or null.</param>
            /// <param name="strides">The steps, one or two; 1 where null.</param>
            /// <param name="padding">Zeros added on each side, one or two; 0 where null.</param>
            /// <param name="dilation">The distances between the kernel's elements, one or two; 1 where null.</param>
            /// <param name="groups">The groups of channels that do not mix.</param>
            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Convolution2d.Call(input, weight, bias, strides ?? One, padding ?? Zero, dilation ?? One, groups);

            /// <summary>Convolution over the last two dimensions, padded so that the size stays, or not at all.</summary>
            /// <inheritdoc cref="conv2d"/>
            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                Convolution2dByMode.Call(input, weight, bias, strides ?? One, padding == Padding.Same ? "same" : "valid", dilation ?? One, groups);

            /// <summary>The greatest value in each window over the last two dimensions.</summary>
            /// <param name="input">(N, C, H, W) or (C, H, W).</param>
            /// <param name="kernel_size">The window's sides, one or two.</param>
            /// <param name="strides">The steps, one or two; the window's sides where null.</param>
            /// <param name="padding">What is added on each side, one or two; 0 where null.</param>
            /// <param name="dilation">The distances between the window's elements, one or two; 1 where null.</param>
            /// <param name="ceil_mode">Whether a window may reach over the edge.</param>
            public static Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                MaximumPool2d.Call(input, kernel_size, strides ?? [], padding ?? Zero, dilation ?? One, ceil_mode);

            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, [kernel_size], stride is { } s ? [s] : null, padding is { } p ? [p] : null, dilation is { } d ? [d] : null, ceil_mode);

            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
            public static Tensor max_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, [kernel_size.Item1, kernel_size.Item2], Pair(stride), Pair(padding), Pair(dilation), ceil_mode);

            /// <summary>The greatest value in each window and its place in the flattened image.</summary>
            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
            {
                var results = MaximumPool2dWithIndices.CallMany(input, kernel_size, strides ?? [], padding ?? Zero, dilation ?? One, ceil_mode);
                return (results[0], results[1]);
            }

            /// <summary>The mean in each window over the last two dimensions.</summary>
            /// <param name="input">(N, C, H, W) or (C, H, W).</param>
            /// <param name="kernel_size">The window's sides, one or two.</param>
            /// <param name="stride">The steps, one or two; the window's sides where null.</param>
            /// <param name="padding">Zeros added on each side, one or two; 0 where null.</param>
            /// <param name="ceil_mode">Whether a window may reach over the edge.</param>
            /// <param name="count_include_pad">Whether the zeros added count in the mean.</param>
            /// <param name="divisor_override">What to divide by in place of the count.</param>
            public static Tensor avg_pool2d(Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                AveragePool2d.Call(input, kernel_size, stride ?? [], padding ?? Zero, ceil_mode, count_include_pad, divisor_override);

            /// <inheritdoc cref="avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
            public static Tensor avg_pool2d(Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, [kernel_size], stride is { } s ? [s] : null, [padding], ceil_mode, count_include_pad, divisor_override);

            /// <inheritdoc cref="avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
            public static Tensor avg_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, [kernel_size.Item1, kernel_size.Item2], Pair(stride), Pair(padding), ceil_mode, count_include_pad, divisor_override);

            private static long[]? Pair((long, long)? sizes) => sizes is { } both ? [both.Item1, both.Item2] : null;
        }
    }
}
