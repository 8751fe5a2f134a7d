using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The greatest value in each window over the last three dimensions.</summary>
        public static MaxPool3d MaxPool3d(long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
            new(kernel_size, stride, padding, dilation, ceil_mode);

        /// <inheritdoc cref="MaxPool3d(long[], long[], long[], long[], bool)"/>
        public static MaxPool3d MaxPool3d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new([kernel_size], One(stride), One(padding), One(dilation), ceil_mode);

        /// <inheritdoc cref="MaxPool3d(long[], long[], long[], long[], bool)"/>
        public static MaxPool3d MaxPool3d((long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null, (long, long, long)? dilation = null, bool ceil_mode = false) =>
            new(Three(kernel_size), Three(stride), Three(padding), Three(dilation), ceil_mode);

        /// <summary>The mean in each window over the last three dimensions.</summary>
        public static AvgPool3d AvgPool3d(long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

        /// <inheritdoc cref="AvgPool3d(long[], long[], long[], bool, bool, long?)"/>
        public static AvgPool3d AvgPool3d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new([kernel_size], One(stride), One(padding), ceil_mode, count_include_pad, divisor_override);

        /// <inheritdoc cref="AvgPool3d(long[], long[], long[], bool, bool, long?)"/>
        public static AvgPool3d AvgPool3d((long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(Three(kernel_size), Three(stride), Three(padding), ceil_mode, count_include_pad, divisor_override);

        /// <summary>The mean of windows whose number in each dimension is given.</summary>
        public static AdaptiveAvgPool3d AdaptiveAvgPool3d(long[] output_size) => new(output_size);

        /// <inheritdoc cref="AdaptiveAvgPool3d(long[])"/>
        public static AdaptiveAvgPool3d AdaptiveAvgPool3d((long, long, long) output_size) => new(Three(output_size));

        /// <inheritdoc cref="AdaptiveAvgPool3d(long[])"/>
        public static AdaptiveAvgPool3d AdaptiveAvgPool3d(long output_size) => new(Times(output_size, 3));

        /// <summary>The greatest value of windows whose number in each dimension is given.</summary>
        public static AdaptiveMaxPool3d AdaptiveMaxPool3d(long[] output_size) => new(output_size);

        /// <summary>Normalisation of the channels of volumes over the batch.</summary>
        public static BatchNorm3d BatchNorm3d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

        private static long[]? One(long? size) => size is { } given ? [given] : null;

        private static long[]? Three((long, long, long)? sizes) => sizes is { } given ? Three(given) : null;
    }
}
