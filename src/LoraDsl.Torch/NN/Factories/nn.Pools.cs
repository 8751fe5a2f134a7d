using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Channels become pixels: (N, C r², H, W) to (N, C, H r, W r).</summary>
        public static PixelShuffle PixelShuffle(long upscale_factor) => new(upscale_factor);

        /// <summary>Pixels become channels: (N, C, H r, W r) to (N, C r², H, W).</summary>
        public static PixelUnshuffle PixelUnshuffle(long downscale_factor) => new(downscale_factor);

        /// <summary>The mean of windows whose number is given.</summary>
        public static AdaptiveAvgPool1d AdaptiveAvgPool1d(long output_size) => new(output_size);

        /// <summary>The mean of windows whose number in each dimension is given.</summary>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new([output_size.Item1, output_size.Item2]);

        /// <summary>The mean of windows whose number in each dimension is given.</summary>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new([output_size, output_size]);

        /// <summary>The mean of windows whose number in each dimension is given.</summary>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);

        /// <summary>The greatest value of windows whose number is given.</summary>
        public static AdaptiveMaxPool1d AdaptiveMaxPool1d(long output_size) => new(output_size);

        /// <summary>The greatest value of windows whose number in each dimension is given.</summary>
        public static AdaptiveMaxPool2d AdaptiveMaxPool2d(long[] output_size) => new(output_size);

        /// <summary>The mean of each window over the last dimension.</summary>
        public static AvgPool1d AvgPool1d(long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true) => new(ceil_mode, count_include_pad, kernel_size, padding, stride);

        /// <summary>The greatest value in each window over the last dimension.</summary>
        public static MaxPool1d MaxPool1d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) => new(ceil_mode, kernel_size, dilation, padding, stride);
    }
}
