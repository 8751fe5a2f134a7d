using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator AffineGrid = new("aten::affine_grid_generator");
            private static readonly Operator Bicubic2d = new("aten::upsample_bicubic2d", "vec");
            private static readonly Operator Bicubic2dSmoothed = new("aten::_upsample_bicubic2d_aa", "vec");
            private static readonly Operator Bilinear2d = new("aten::upsample_bilinear2d", "vec");
            private static readonly Operator Bilinear2dSmoothed = new("aten::_upsample_bilinear2d_aa", "vec");
            private static readonly Operator GridSampler = new("aten::grid_sampler");
            private static readonly Operator Linear1d = new("aten::upsample_linear1d", "vec");
            private static readonly Operator Trilinear3d = new("aten::upsample_trilinear3d", "vec");

            private static readonly Operator[] Nearest =
                [new("aten::upsample_nearest1d", "vec"), new("aten::upsample_nearest2d", "vec"), new("aten::upsample_nearest3d", "vec")];

            private static readonly Operator[] NearestExact =
                [new("aten::_upsample_nearest_exact1d", "vec"), new("aten::_upsample_nearest_exact2d", "vec"), new("aten::_upsample_nearest_exact3d", "vec")];

            /// <summary>An image of another size.</summary>
            /// <param name="x">(N, C, …) with one to three dimensions behind the channels.</param>
            /// <param name="size">The new sizes, one or one for each dimension; or null.</param>
            /// <param name="scale_factor">What sizes are multiplied by, one or one for each dimension; or null.</param>
            /// <param name="mode">How values are found.</param>
            /// <param name="align_corners">Whether the corners' centres stay where they are; for the linear and cubic modes only.</param>
            /// <param name="recompute_scale_factor">Whether the factor is computed again from the rounded sizes.</param>
            /// <param name="antialias">Whether what gets smaller is smoothed; for images and the bilinear and bicubic modes only.</param>
            /// <exception cref="ArgumentException">Not one of size and factor is given, or the mode does not fit.</exception>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                var dimensions = (int)x.dim() - 2;
                if (dimensions is < 1 or > 3)
                    throw new ArgumentException($"interpolate takes (N, C, …) with one to three dimensions behind the channels, not ({string.Join(", ", x.shape)}).", nameof(x));
                if (size is null == scale_factor is null)
                    throw new ArgumentException("interpolate takes either a size or a scale factor.", nameof(size));
                if (align_corners is not null && mode is (InterpolationMode.Nearest or InterpolationMode.NearestExact or InterpolationMode.Area))
                    throw new ArgumentException($"align_corners has no meaning for the mode {mode}; leave it null.", nameof(align_corners));
                if (antialias && (dimensions != 2 || mode is not (InterpolationMode.Bilinear or InterpolationMode.Bicubic)))
                    throw new ArgumentException("antialias is for images and the modes Bilinear and Bicubic.", nameof(antialias));

                var factors = scale_factor is null ? null : Each(scale_factor, dimensions);
                var sizes = size is null ? null : Each(size, dimensions);
                if (factors is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                    (sizes, factors) = ([.. factors.Select((factor, i) => (long)Math.Floor(x.shape[i + 2] * factor))], null);
                var scales = factors is null ? Value.None : Value.Doubles(factors);
                return (mode, dimensions) switch
                {
                    (InterpolationMode.Nearest, _) => Nearest[dimensions - 1].Call(x, sizes, scales),
                    (InterpolationMode.NearestExact, _) => NearestExact[dimensions - 1].Call(x, sizes, scales),
                    (InterpolationMode.Area, 1) => adaptive_avg_pool1d(x, sizes![0]),
                    (InterpolationMode.Area, 2) => adaptive_avg_pool2d(x, sizes!),
                    (InterpolationMode.Area, _) => adaptive_avg_pool3d(x, sizes!),
                    (InterpolationMode.Linear, 1) => Linear1d.Call(x, sizes, align_corners ?? false, scales),
                    (InterpolationMode.Bilinear, 2) => (antialias ? Bilinear2dSmoothed : Bilinear2d).Call(x, sizes, align_corners ?? false, scales),
                    (InterpolationMode.Bicubic, 2) => (antialias ? Bicubic2dSmoothed : Bicubic2d).Call(x, sizes, align_corners ?? false, scales),
                    (InterpolationMode.Trilinear, 3) => Trilinear3d.Call(x, sizes, align_corners ?? false, scales),
                    _ => throw new ArgumentException($"The mode {mode} is not for {dimensions} dimensions behind the channels.", nameof(mode)),
                };
            }

            /// <summary>An image of another size; see <see cref="interpolate"/>.</summary>
            public static Tensor upsample(Tensor input, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool align_corners = false) =>
                interpolate(input, size, scale_factor, (InterpolationMode)mode, mode == UpsampleMode.Nearest ? null : align_corners);

            /// <summary>An image of another size, each value the nearest one.</summary>
            public static Tensor upsample_nearest(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                upsample(x, size, scale_factor, UpsampleMode.Nearest, align_corners);

            /// <summary>An image of another size, values on lines between neighbours; its corners stay where they are if asked for.</summary>
            public static Tensor upsample_bilinear(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                upsample(x, size, scale_factor, UpsampleMode.Bilinear, align_corners);

            /// <summary>A sequence of another length, each value the nearest one.</summary>
            public static Tensor upsample_nearest1d(Tensor input, long? outputSize, double? scaleFactor) =>
                interpolate(input, outputSize is { } size ? [size] : null, scaleFactor is { } factor ? [factor] : null);

            /// <summary>An image of another size, each value the nearest one.</summary>
            public static Tensor upsample_nearest2d(Tensor input, long[]? outputSizes = null, double[]? scaleFactors = null) =>
                interpolate(input, outputSizes, scaleFactors);

            /// <summary>A volume of another size, each value the nearest one.</summary>
            public static Tensor upsample_nearest3d(Tensor input, long[]? outputSizes = null, double[]? scaleFactors = null) =>
                interpolate(input, outputSizes, scaleFactors);

            /// <summary>Pixels of an image at the places of a grid, whose coordinates go from -1 to 1.</summary>
            /// <param name="input">(N, C, H, W), or (N, C, D, H, W).</param>
            /// <param name="grid">(N, height, width, 2), x before y; or (N, depth, height, width, 3).</param>
            /// <param name="mode">How values between the pixels are found.</param>
            /// <param name="padding_mode">What stands beyond the edge.</param>
            /// <param name="align_corners">Whether -1 and 1 are the centres of the pixels at the edge, not the edge.</param>
            public static Tensor grid_sample(Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros, bool? align_corners = null) =>
                GridSampler.Call(input, grid, mode == GridSampleMode.Bilinear ? 0 : 1, padding_mode switch { GridSamplePaddingMode.Border => 1, GridSamplePaddingMode.Reflection => 2, _ => 0 }, align_corners ?? false);

            /// <summary>The grid of affine maps, for <see cref="grid_sample"/>.</summary>
            /// <param name="theta">(N, 2, 3), or (N, 3, 4).</param>
            /// <param name="size">The output's size, (N, C, H, W), or (N, C, D, H, W).</param>
            /// <param name="align_corners">As for the sampling.</param>
            /// <exception cref="ArgumentNullException">There is no size.</exception>
            public static Tensor affine_grid(Tensor theta, long[]? size = null, bool align_corners = false)
            {
                ArgumentNullException.ThrowIfNull(size);
                return AffineGrid.Call(theta, size, align_corners);
            }

            private static T[] Each<T>(T[] given, int dimensions) => given.Length switch
            {
                1 => [.. Enumerable.Repeat(given[0], dimensions)],
                var count when count == dimensions => given,
                var count => throw new ArgumentException($"There are {dimensions} dimensions behind the channels, but {count} sizes or factors.", nameof(given)),
            };
        }
    }
}
