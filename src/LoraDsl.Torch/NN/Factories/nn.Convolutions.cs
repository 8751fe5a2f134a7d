using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Convolution over the last three dimensions.</summary>
        /// <param name="in_channels">The channels of an input.</param>
        /// <param name="out_channels">The channels of an output.</param>
        /// <param name="kernel_size">The sides of a window.</param>
        /// <param name="stride">The steps from one window to the next; 1 where null.</param>
        /// <param name="padding">How much is added on each side; 0 where null.</param>
        /// <param name="dilation">The distances between a window's elements; 1 where null.</param>
        /// <param name="padding_mode">What is added.</param>
        /// <param name="groups">The groups of channels that do not mix.</param>
        /// <param name="bias">Whether there is a bias.</param>
        /// <param name="device">Where the parameters are; the default device where it is null.</param>
        /// <param name="dtype">Their element type; the default one where it is null.</param>
        public static Conv3d Conv3d(long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null, (long, long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, Three(kernel_size), Three(stride ?? (1, 1, 1)), Three(padding ?? (0, 0, 0)), null, Three(dilation ?? (1, 1, 1)), padding_mode, groups, bias, device, dtype);

        /// <inheritdoc cref="Conv3d(long, long, ValueTuple{long, long, long}, ValueTuple{long, long, long}?, ValueTuple{long, long, long}?, ValueTuple{long, long, long}?, PaddingModes, long, bool, Device, ScalarType?)"/>
        public static Conv3d Conv3d(long in_channels, long out_channels, (long, long, long) kernel_size, Padding padding, (long, long, long)? stride = null, (long, long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, Three(kernel_size), Three(stride ?? (1, 1, 1)), [0, 0, 0], padding, Three(dilation ?? (1, 1, 1)), padding_mode, groups, bias, device, dtype);

        /// <inheritdoc cref="Conv3d(long, long, ValueTuple{long, long, long}, ValueTuple{long, long, long}?, ValueTuple{long, long, long}?, ValueTuple{long, long, long}?, PaddingModes, long, bool, Device, ScalarType?)"/>
        public static Conv3d Conv3d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, Times(kernel_size, 3), Times(stride, 3), Times(padding, 3), null, Times(dilation, 3), padding_mode, groups, bias, device, dtype);

        /// <inheritdoc cref="Conv3d(long, long, ValueTuple{long, long, long}, ValueTuple{long, long, long}?, ValueTuple{long, long, long}?, ValueTuple{long, long, long}?, PaddingModes, long, bool, Device, ScalarType?)"/>
        public static Conv3d Conv3d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, Times(kernel_size, 3), Times(stride, 3), [0, 0, 0], padding, Times(dilation, 3), padding_mode, groups, bias, device, dtype);

        /// <summary>The transpose of a convolution over the last dimension.</summary>
        /// <param name="in_channels">The channels of an input.</param>
        /// <param name="out_channels">The channels of an output.</param>
        /// <param name="kernel_size">The sides of a window.</param>
        /// <param name="stride">The steps from one input to the next in the output.</param>
        /// <param name="padding">How much is taken away on each side.</param>
        /// <param name="output_padding">How much is added behind.</param>
        /// <param name="dilation">The distances between a window's elements.</param>
        /// <param name="padding_mode">Zeros.</param>
        /// <param name="groups">The groups of channels that do not mix.</param>
        /// <param name="bias">Whether there is a bias.</param>
        /// <param name="device">Where the parameters are; the default device where it is null.</param>
        /// <param name="dtype">Their element type; the default one where it is null.</param>
        public static ConvTranspose1d ConvTranspose1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, [kernel_size], [stride], [padding], [output_padding], [dilation], padding_mode, groups, bias, device, dtype);

        /// <summary>The transpose of a convolution over the last two dimensions.</summary>
        /// <inheritdoc cref="ConvTranspose1d"/>
        public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, Times(kernel_size, 2), Times(stride, 2), Times(padding, 2), Times(output_padding, 2), Times(dilation, 2), padding_mode, groups, bias, device, dtype);

        /// <summary>The transpose of a convolution over the last two dimensions.</summary>
        /// <inheritdoc cref="ConvTranspose1d"/>
        public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? output_padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, Two(kernel_size), Two(stride ?? (1, 1)), Two(padding ?? (0, 0)), Two(output_padding ?? (0, 0)), Two(dilation ?? (1, 1)), padding_mode, groups, bias, device, dtype);

        /// <summary>The transpose of a convolution over the last three dimensions.</summary>
        /// <inheritdoc cref="ConvTranspose1d"/>
        public static ConvTranspose3d ConvTranspose3d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, Times(kernel_size, 3), Times(stride, 3), Times(padding, 3), Times(output_padding, 3), Times(dilation, 3), padding_mode, groups, bias, device, dtype);

        /// <summary>The transpose of a convolution over the last three dimensions.</summary>
        /// <inheritdoc cref="ConvTranspose1d"/>
        public static ConvTranspose3d ConvTranspose3d(long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null, (long, long, long)? output_padding = null, (long, long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, Three(kernel_size), Three(stride ?? (1, 1, 1)), Three(padding ?? (0, 0, 0)), Three(output_padding ?? (0, 0, 0)), Three(dilation ?? (1, 1, 1)), padding_mode, groups, bias, device, dtype);

        private static long[] Times(long size, int dimensions) => [.. Enumerable.Repeat(size, dimensions)];

        private static long[] Two((long, long) sizes) => [sizes.Item1, sizes.Item2];

        private static long[] Three((long, long, long) sizes) => [sizes.Item1, sizes.Item2, sizes.Item3];
    }
}
