using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Normalisation of each channel of each sequence of the batch.</summary>
        public static InstanceNorm1d InstanceNorm1d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = false, bool track_running_stats = false, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

        /// <summary>Normalisation of each channel of each image of the batch.</summary>
        public static InstanceNorm2d InstanceNorm2d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = false, bool track_running_stats = false, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

        /// <summary>Normalisation of each channel of each volume of the batch.</summary>
        public static InstanceNorm3d InstanceNorm3d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = false, bool track_running_stats = false, Device? device = null, ScalarType? dtype = null) =>
            new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

        /// <summary>Division by the squares of the neighbouring channels.</summary>
        public static LocalResponseNorm LocalResponseNorm(long size, double alpha = 0.0001, double beta = 0.75, double k = 1) => new(alpha, beta, k, size);

        /// <summary>The p-norm of each window over the last dimension.</summary>
        public static LPPool1d LPPool1d(double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false) => new(norm_type, kernel_size, stride, ceil_mode);

        /// <summary>The p-norm of each window over the last two dimensions.</summary>
        public static LPPool2d LPPool2d(double norm_type, long[] kernel_size, long[]? stride = null, bool ceil_mode = false) => new(norm_type, kernel_size, stride, ceil_mode);

        /// <inheritdoc cref="LPPool2d(double, long[], long[], bool)"/>
        public static LPPool2d LPPool2d(double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false) => new(norm_type, [kernel_size], One(stride), ceil_mode);

        /// <summary>x₁ᵀ W x₂ + b.</summary>
        public static Bilinear Bilinear(long in1_features, long in2_features, long out_features, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in1_features, in2_features, out_features, hasBias, device, dtype);

        /// <summary>Channels regrouped: as a (groups, C / groups) table read by columns.</summary>
        public static ChannelShuffle ChannelShuffle(long groups) => new(groups);

        /// <summary>The windows of an image as columns.</summary>
        public static Unfold Unfold(long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
            new((kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

        /// <inheritdoc cref="Unfold(long, long, long, long)"/>
        public static Unfold Unfold((long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
            new(kernel_size, dilation ?? (1, 1), padding ?? (0, 0), stride ?? (1, 1));

        /// <summary>The sum of columns at the windows of an image.</summary>
        public static Fold Fold(long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
            new((output_size, output_size), (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

        /// <inheritdoc cref="Fold(long, long, long, long, long)"/>
        public static Fold Fold((long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
            new(output_size, kernel_size, dilation ?? (1, 1), padding ?? (0, 0), stride ?? (1, 1));

        /// <summary>Images of another size; see <see cref="functional.interpolate"/>.</summary>
        public static Upsample Upsample(long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null, bool? recompute_scale_factor = null) =>
            new(size, scale_factor, mode, align_corners, recompute_scale_factor);

        /// <summary>Dropout of whole channels that keeps the mean and variance of self-normalising networks.</summary>
        public static FeatureAlphaDropout FeatureAlphaDropout(double p = 0.5) => new(false, p);

        /// <inheritdoc cref="FeatureAlphaDropout(double)"/>
        public static FeatureAlphaDropout FeatureAlphaDropout(double p, bool inplace) => new(inplace, p);

        /// <summary>A table of vectors, looked up in bags of indices; first values are standard normal.</summary>
        /// <param name="num_embeddings">The number of rows.</param>
        /// <param name="embedding_dims">The width of a row.</param>
        /// <param name="max_norm">The greatest norm of a row that is looked up; longer ones are shortened in the table.</param>
        /// <param name="norm_type">That norm's exponent.</param>
        /// <param name="scale_grad_by_freq">Whether gradients are divided by how often an index stands in the batch.</param>
        /// <param name="mode">What is made of the vectors of a bag.</param>
        /// <param name="sparse">Whether the gradient is a sparse tensor.</param>
        /// <param name="include_last_offset">Whether the offsets end with the number of indices.</param>
        /// <param name="padding_index">The row that counts for nothing; none where negative.</param>
        /// <param name="device">Where the table is; the default device where it is null.</param>
        /// <param name="dtype">Its element type; the default one where it is null.</param>
        public static EmbeddingBag EmbeddingBag(long num_embeddings, long embedding_dims, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool sparse = false, bool include_last_offset = false, long padding_index = -1, Device? device = null, ScalarType? dtype = null)
        {
            var table = empty([num_embeddings, embedding_dims], dtype: dtype, device: device);
            init.normal_(table);
            return new EmbeddingBag(new Parameter(table), max_norm, norm_type, scale_grad_by_freq, mode, sparse, include_last_offset, padding_index);
        }

        /// <summary>A table of given vectors, looked up in bags of indices.</summary>
        /// <param name="embeddings">The vectors, (rows, width).</param>
        /// <param name="freeze">Whether they are not trained.</param>
        /// <param name="max_norm">The greatest norm of a row that is looked up; longer ones are shortened in the table.</param>
        /// <param name="norm_type">That norm's exponent.</param>
        /// <param name="scale_grad_by_freq">Whether gradients are divided by how often an index stands in the batch.</param>
        /// <param name="mode">What is made of the vectors of a bag.</param>
        /// <param name="sparse">Whether the gradient is a sparse tensor.</param>
        /// <param name="include_last_offset">Whether the offsets end with the number of indices.</param>
        /// <param name="padding_index">The row that counts for nothing; none where negative.</param>
        /// <param name="device">Where the table is; where the vectors are if it is null.</param>
        /// <param name="dtype">Its element type; the vectors' if it is null.</param>
        public static EmbeddingBag EmbeddingBag_from_pretrained(Tensor embeddings, bool freeze = true, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool sparse = false, bool include_last_offset = false, long padding_index = -1, Device? device = null, ScalarType? dtype = null)
        {
            using var untracked = no_grad();
            var table = embeddings.to(dtype ?? embeddings.dtype, device ?? embeddings.device, copy: true);
            return new EmbeddingBag(new Parameter(table, !freeze), max_norm, norm_type, scale_grad_by_freq, mode, sparse, include_last_offset, padding_index);
        }
    }
}
