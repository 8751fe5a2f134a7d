using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator AdaptiveAvgPool1dOp = new("aten::adaptive_avg_pool1d");
            private static readonly Operator AdaptiveAvgPool2dOp = new("aten::adaptive_avg_pool2d");
            private static readonly Operator AdaptiveMaxPool1dOp = new("aten::adaptive_max_pool1d");
            private static readonly Operator AdaptiveMaxPool2dOp = new("aten::adaptive_max_pool2d");
            private static readonly Operator AvgPool1dOp = new("aten::avg_pool1d");
            private static readonly Operator Col2imOp = new("aten::col2im");
            private static readonly Operator Conv1dOp = new("aten::conv1d");
            private static readonly Operator Conv1dPaddingOp = new("aten::conv1d", "padding");
            private static readonly Operator Im2colOp = new("aten::im2col");
            private static readonly Operator MaxPool1dOp = new("aten::max_pool1d");
            private static readonly Operator MaxPool1dWithIndicesOp = new("aten::max_pool1d_with_indices");

            /// <summary>The mean of windows whose number is given.</summary>
            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size) =>
                AdaptiveAvgPool1dOp.Call(input, (long[])[output_size]);

            /// <summary>The mean of windows whose number in each dimension is given.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) =>
                AdaptiveAvgPool2dOp.Call(input, (long[])[output_size.Item1, output_size.Item2]);

            /// <summary>The mean of windows whose number in each dimension is given.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) =>
                AdaptiveAvgPool2dOp.Call(input, (long[])[output_size, output_size]);

            /// <summary>The mean of windows whose number in each dimension is given.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) =>
                AdaptiveAvgPool2dOp.Call(input, output_size);

            /// <summary>The greatest value of windows whose number is given.</summary>
            public static Tensor adaptive_max_pool1d(Tensor input, long output_size) =>
                adaptive_max_pool1d_with_indices(input, output_size).Item1;

            /// <summary>The greatest value of windows whose number in each dimension is given.</summary>
            public static Tensor adaptive_max_pool2d(Tensor input, long[] output_size) =>
                adaptive_max_pool2d_with_indices(input, output_size).Item1;

            /// <summary>The greatest value of windows whose number is given, and its place.</summary>
            public static (Tensor, Tensor) adaptive_max_pool1d_with_indices(Tensor input, long output_size) =>
                Two(AdaptiveMaxPool1dOp.CallMany(input, (long[])[output_size]));

            /// <summary>The greatest value of windows whose number in each dimension is given, and its place.</summary>
            public static (Tensor, Tensor) adaptive_max_pool2d_with_indices(Tensor input, long[] output_size) =>
                Two(AdaptiveMaxPool2dOp.CallMany(input, output_size));

            /// <summary>The mean of each window over the last dimension.</summary>
            public static Tensor avg_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true) =>
                AvgPool1dOp.Call(input, (long[])[kernel_size], (long[])[stride ?? kernel_size], (long[])[padding ?? 0], ceil_mode, count_include_pad);

            /// <summary>The greatest value in each window over the last dimension.</summary>
            public static Tensor max_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                MaxPool1dOp.Call(input, (long[])[kernel_size], (long[])[stride ?? kernel_size], (long[])[padding ?? 0], (long[])[dilation ?? 1], ceil_mode);

            /// <summary>The greatest value in each window over the last dimension, and its place.</summary>
            public static (Tensor, Tensor) max_pool1d_with_indices(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Two(MaxPool1dWithIndicesOp.CallMany(input, (long[])[kernel_size], (long[])[stride ?? kernel_size], (long[])[padding ?? 0], (long[])[dilation ?? 1], ceil_mode));

            /// <summary>The windows of an image as columns: (N, C, H, W) to (N, C · window, windows).</summary>
            public static Tensor unfold(Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                Im2colOp.Call(input, Pair(kernel_size), Pair(dilation ?? (1, 1)), Pair(padding ?? (0, 0)), Pair(stride ?? (1, 1)));

            /// <summary>The windows of an image as columns: (N, C, H, W) to (N, C · window, windows).</summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                Im2colOp.Call(input, Pair((kernel_size, kernel_size)), Pair((dilation, dilation)), Pair((padding, padding)), Pair((stride, stride)));

            /// <summary>The sum of columns at the windows of an image: the transpose of unfold.</summary>
            public static Tensor fold(Tensor input, (long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                Col2imOp.Call(input, Pair(output_size), Pair(kernel_size), Pair(dilation ?? (1, 1)), Pair(padding ?? (0, 0)), Pair(stride ?? (1, 1)));

            /// <summary>The sum of columns at the windows of an image: the transpose of unfold.</summary>
            public static Tensor fold(Tensor input, long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                Col2imOp.Call(input, Pair((output_size, output_size)), Pair((kernel_size, kernel_size)), Pair((dilation, dilation)), Pair((padding, padding)), Pair((stride, stride)));

            /// <summary>Convolution over the last dimension.</summary>
            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                Conv1dOp.Call(input, weight, bias, (long[])[stride ?? 1], (long[])[padding ?? 0], (long[])[dilation ?? 1], groups);

            /// <summary>Convolution over the last dimension, with the padding by name.</summary>
            public static Tensor conv1d_padding(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid, long? dilation = null, long groups = 1) =>
                Conv1dPaddingOp.Call(input, weight, bias, (long[])[stride ?? 1], padding == Padding.Same ? "same" : "valid", (long[])[dilation ?? 1], groups);

            private static long[] Pair((long, long) pair) => [pair.Item1, pair.Item2];

            private static (Tensor, Tensor) Two(Tensor[] results) => (results[0], results[1]);
        }
    }
}
