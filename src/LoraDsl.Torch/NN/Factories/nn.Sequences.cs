using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Convolution over the last dimension.</summary>
        /// <param name="in_channels">The channels of an input.</param>
        /// <param name="out_channels">The channels of an output.</param>
        /// <param name="kernel_size">The size of a window.</param>
        /// <param name="stride">The step from one window to the next.</param>
        /// <param name="padding">How much is added at each end.</param>
        /// <param name="dilation">The distance between a window's elements.</param>
        /// <param name="padding_mode">What is added.</param>
        /// <param name="groups">The number of groups of channels that are convolved apart.</param>
        /// <param name="bias">Whether there is a bias.</param>
        /// <param name="device">Where the parameters are; the default device where it is null.</param>
        /// <param name="dtype">Their element type; the default one where it is null.</param>
        public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, kernel_size, stride, padding, null, dilation, padding_mode, groups, bias, device, dtype);

        /// <inheritdoc cref="Conv1d(long, long, long, long, long, long, PaddingModes, long, bool, Device, ScalarType?)"/>
        public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, kernel_size, stride, 0, padding, dilation, padding_mode, groups, bias, device, dtype);

        /// <summary>Normalisation of the features of vectors, (N, C), or of sequences, (N, C, L), over the batch.</summary>
        public static BatchNorm1d BatchNorm1d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

        /// <summary>Normalisation over groups of channels (arXiv 1803.08494).</summary>
        public static GroupNorm GroupNorm(long num_groups, long num_channels, double eps = 1e-05, bool affine = true, Device? device = null, ScalarType? dtype = null) =>
            new(num_groups, num_channels, eps, affine, device, dtype);
    }
}
