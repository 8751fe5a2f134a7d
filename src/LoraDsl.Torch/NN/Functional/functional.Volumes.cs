using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator AdaptiveAveragePool3d = new("aten::adaptive_avg_pool3d");
            private static readonly Operator AdaptiveMaximumPool3d = new("aten::adaptive_max_pool3d");
            private static readonly Operator AveragePool3d = new("aten::avg_pool3d");
            private static readonly Operator Convolution3d = new("aten::conv3d");
            private static readonly Operator Convolution3dByMode = new("aten::conv3d", "padding");
            private static readonly Operator MaximumPool3d = new("aten::max_pool3d");
            private static readonly Operator MaximumPool3dWithIndices = new("aten::max_pool3d_with_indices");

            /// <summary>Convolution over the last three dimensions.</summary>
            /// <param name="input">(N, C, D, H, W) or (C, D, H, W).</param>
            /// <param name="weight">(out, C / groups, kernel…).</param>
            /// <param name="bias">(out), or null.</param>
            /// <param name="strides">The steps, one or three; 1 where null.</param>
            /// <param name="padding">Zeros added on each side, one or three; 0 where null.</param>
            /// <param name="dilation">The distances between the kernel's elements, one or three; 1 where null.</param>
            /// <param name="groups">The groups of channels that do not mix.</param>
            public static Tensor conv3d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Convolution3d.Call(input, weight, bias, strides ?? One, padding ?? Zero, dilation ?? One, groups);

            /// <summary>Convolution over the last three dimensions, padded so that the size stays, or not at all.</summary>
            /// <inheritdoc cref="conv3d"/>
            public static Tensor conv3d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                Convolution3dByMode.Call(input, weight, bias, strides ?? One, padding == Padding.Same ? "same" : "valid", dilation ?? One, groups);

            /// <summary>The greatest value in each window over the last three dimensions.</summary>
            /// <param name="input">(N, C, D, H, W) or (C, D, H, W).</param>
            /// <param name="kernel_size">The window's sides, one or three.</param>
            /// <param name="strides">The steps, one or three; the window's sides where null.</param>
            /// <param name="padding">What is added on each side, one or three; 0 where null.</param>
            /// <param name="dilation">The distances between the window's elements, one or three; 1 where null.</param>
            /// <param name="ceil_mode">Whether a window may reach over the edge.</param>
            public static Tensor max_pool3d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                MaximumPool3d.Call(input, kernel_size, strides ?? [], padding ?? Zero, dilation ?? One, ceil_mode);

            /// <summary>The greatest value in each window and its place in the flattened volume.</summary>
            /// <inheritdoc cref="max_pool3d"/>
            public static (Tensor output, Tensor indices) max_pool3d_with_indices(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Two(MaximumPool3dWithIndices.CallMany(input, kernel_size, strides ?? [], padding ?? Zero, dilation ?? One, ceil_mode));

            /// <summary>The mean in each window over the last three dimensions.</summary>
            /// <param name="input">(N, C, D, H, W) or (C, D, H, W).</param>
            /// <param name="kernel_size">The window's sides, one or three.</param>
            /// <param name="stride">The steps, one or three; the window's sides where null.</param>
            /// <param name="padding">Zeros added on each side, one or three; 0 where null.</param>
            /// <param name="ceil_mode">Whether a window may reach over the edge.</param>
            /// <param name="count_include_pad">Whether the zeros added count in the mean.</param>
            /// <param name="divisor_override">What to divide by in place of the count.</param>
            public static Tensor avg_pool3d(Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                AveragePool3d.Call(input, kernel_size, stride ?? [], padding ?? Zero, ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of windows whose number in each dimension is given.</summary>
            public static Tensor adaptive_avg_pool3d(Tensor input, long[] output_size) => AdaptiveAveragePool3d.Call(input, output_size);

            /// <inheritdoc cref="adaptive_avg_pool3d(Tensor, long[])"/>
            public static Tensor adaptive_avg_pool3d(Tensor input, (long, long, long) output_size) =>
                adaptive_avg_pool3d(input, [output_size.Item1, output_size.Item2, output_size.Item3]);

            /// <inheritdoc cref="adaptive_avg_pool3d(Tensor, long[])"/>
            public static Tensor adaptive_avg_pool3d(Tensor input, long output_size) =>
                adaptive_avg_pool3d(input, [output_size, output_size, output_size]);

            /// <summary>The greatest value of windows whose number in each dimension is given.</summary>
            public static Tensor adaptive_max_pool3d(Tensor input, long[] output_size) => adaptive_max_pool3d_with_indices(input, output_size).Item1;

            /// <summary>The greatest value of windows whose number in each dimension is given, and its place.</summary>
            public static (Tensor output, Tensor indices) adaptive_max_pool3d_with_indices(Tensor input, long[] output_size) =>
                Two(AdaptiveMaximumPool3d.CallMany(input, output_size));
        }
    }
}
