using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Convolution over the last two dimensions, with sides that may differ.</summary>
        /// <param name="in_channels">The number of input channels.</param>
        /// <param name="out_channels">The number of output channels.</param>
        /// <param name="kernel_size">The kernel's sides.</param>
        /// <param name="stride">The steps; 1 where null.</param>
        /// <param name="padding">What is added on each side; 0 where null.</param>
        /// <param name="dilation">The distances between the kernel's elements; 1 where null.</param>
        /// <param name="padding_mode">What stands beyond the edge.</param>
        /// <param name="groups">The groups of channels that do not mix.</param>
        /// <param name="bias">Whether there is a bias.</param>
        /// <param name="device">Where the parameters are; the default device where it is null.</param>
        /// <param name="dtype">Their element type; the default one where it is null.</param>
        /// <exception cref="ArgumentException">The groups do not divide the channels.</exception>
        public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, kernel_size, stride, padding, null, dilation, padding_mode, groups, bias, device, dtype);

        /// <summary>Convolution over the last two dimensions, padded so that the size stays, or not at all.</summary>
        /// <inheritdoc cref="Conv2d(long, long, ValueTuple{long, long}, ValueTuple{long, long}?, ValueTuple{long, long}?, ValueTuple{long, long}?, PaddingModes, long, bool, Device, ScalarType?)"/>
        public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, kernel_size, stride, null, padding, dilation, padding_mode, groups, bias, device, dtype);

        /// <summary>Convolution over the last two dimensions, with equal sides.</summary>
        /// <inheritdoc cref="Conv2d(long, long, ValueTuple{long, long}, ValueTuple{long, long}?, ValueTuple{long, long}?, ValueTuple{long, long}?, PaddingModes, long, bool, Device, ScalarType?)"/>
        public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding), null, (dilation, dilation), padding_mode, groups, bias, device, dtype);

        /// <summary>Convolution over the last two dimensions, with equal sides, padded so that the size stays, or not at all.</summary>
        /// <inheritdoc cref="Conv2d(long, long, ValueTuple{long, long}, ValueTuple{long, long}?, ValueTuple{long, long}?, ValueTuple{long, long}?, PaddingModes, long, bool, Device, ScalarType?)"/>
        public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), null, padding, (dilation, dilation), padding_mode, groups, bias, device, dtype);

        /// <summary>The greatest value in each window over the last two dimensions.</summary>
        /// <param name="kernel_size">The window's sides.</param>
        /// <param name="stride">The steps; the window's sides where null.</param>
        /// <param name="padding">What is added on each side; 0 where null.</param>
        /// <param name="dilation">The distances between the window's elements; 1 where null.</param>
        /// <param name="ceil_mode">Whether a window may reach over the edge.</param>
        public static MaxPool2d MaxPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
            new(kernel_size, stride, padding, dilation, ceil_mode);

        /// <inheritdoc cref="MaxPool2d(long[], long[], long[], long[], bool)"/>
        public static MaxPool2d MaxPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
            new([kernel_size.Item1, kernel_size.Item2], Sides(stride), Sides(padding), Sides(dilation), ceil_mode);

        /// <inheritdoc cref="MaxPool2d(long[], long[], long[], long[], bool)"/>
        public static MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new([kernel_size], Sides(stride), Sides(padding), Sides(dilation), ceil_mode);

        /// <summary>The mean in each window over the last two dimensions.</summary>
        /// <param name="kernel_size">The window's sides.</param>
        /// <param name="stride">The steps; the window's sides where null.</param>
        /// <param name="padding">Zeros added on each side; 0 where null.</param>
        /// <param name="ceil_mode">Whether a window may reach over the edge.</param>
        /// <param name="count_include_pad">Whether the zeros added count in the mean.</param>
        /// <param name="divisor_override">What to divide by in place of the count.</param>
        public static AvgPool2d AvgPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

        /// <inheritdoc cref="AvgPool2d(long[], long[], long[], bool, bool, long?)"/>
        public static AvgPool2d AvgPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new([kernel_size.Item1, kernel_size.Item2], Sides(stride), Sides(padding), ceil_mode, count_include_pad, divisor_override);

        /// <inheritdoc cref="AvgPool2d(long[], long[], long[], bool, bool, long?)"/>
        public static AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new([kernel_size], Sides(stride), Sides(padding), ceil_mode, count_include_pad, divisor_override);

        /// <summary>Normalisation of the channels of images over the batch.</summary>
        /// <param name="num_features">The number of channels.</param>
        /// <param name="eps">What is added to the variance.</param>
        /// <param name="momentum">The part of the new statistics in the running ones.</param>
        /// <param name="affine">Whether there are a weight and a bias.</param>
        /// <param name="track_running_stats">Whether there are running statistics, which serve in evaluation.</param>
        /// <param name="device">Where the parameters are; the default device where it is null.</param>
        /// <param name="dtype">Their element type; the default one where it is null.</param>
        public static BatchNorm2d BatchNorm2d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

        private static long[]? Sides((long, long)? pair) => pair is { } both ? [both.Item1, both.Item2] : null;

        private static long[]? Sides(long? side) => side is { } one ? [one] : null;
    }
}
