using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A parameter that takes over a tensor, which is empty afterwards.</summary>
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>y = x Wᵀ + b with weights as in PyTorch: Kaiming-uniform with a = √5, the bias uniform between ±1/√in.</summary>
        /// <param name="inputSize">The size of an input's last dimension.</param>
        /// <param name="outputSize">The size of an output's last dimension.</param>
        /// <param name="hasBias">Whether there is a bias.</param>
        /// <param name="device">Where the parameters are; the default device where it is null.</param>
        /// <param name="dtype">Their element type; the default one where it is null.</param>
        public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
            new(inputSize, outputSize, hasBias, device, dtype);

        /// <summary>y = x Wᵀ + b with given parameters, which the layer then owns.</summary>
        /// <param name="weight">(out, in).</param>
        /// <param name="bias">(out), or null.</param>
        public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);

        /// <summary>Normalisation over the last dimensions; the weight begins at one, the bias at zero.</summary>
        /// <param name="normalized_shape">The sizes of the dimensions that are normalised together.</param>
        /// <param name="eps">What is added to the variance.</param>
        /// <param name="elementwise_affine">Whether there is a weight.</param>
        /// <param name="bias">Whether there is a bias beside the weight.</param>
        /// <param name="device">Where the parameters are; the default device where it is null.</param>
        /// <param name="dtype">Their element type; the default one where it is null.</param>
        public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

        /// <summary>Normalisation over the last dimension.</summary>
        /// <inheritdoc cref="LayerNorm(long[], double, bool, bool, Device, ScalarType?)"/>
        public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

        /// <summary>A table of vectors that begin with the standard normal distribution.</summary>
        /// <param name="num_embeddings">The number of rows.</param>
        /// <param name="embedding_dims">The width of a row.</param>
        /// <param name="padding_idx">The row that begins at zero and gets no gradient.</param>
        /// <param name="max_norm">The greatest norm of a row that is looked up; longer ones are shortened in the table.</param>
        /// <param name="norm_type">That norm's exponent.</param>
        /// <param name="scale_grad_by_freq">Whether gradients are divided by how often an index stands in the batch.</param>
        /// <param name="sparse">Whether the gradient is a sparse tensor.</param>
        /// <param name="device">Where the table is; the default device where it is null.</param>
        /// <param name="dtype">Its element type; the default one where it is null.</param>
        public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
        {
            var table = empty([num_embeddings, embedding_dims], dtype: dtype, device: device);
            init.normal_(table);
            var layer = new Embedding(new Parameter(table), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
            layer.ClearPaddingRow();
            return layer;
        }

        /// <summary>A table of given vectors.</summary>
        /// <param name="embeddings">The vectors, (rows, width).</param>
        /// <param name="freeze">Whether they are not trained.</param>
        /// <param name="padding_idx">The row that gets no gradient.</param>
        /// <param name="max_norm">The greatest norm of a row that is looked up; longer ones are shortened in the table.</param>
        /// <param name="norm_type">That norm's exponent.</param>
        /// <param name="scale_grad_by_freq">Whether gradients are divided by how often an index stands in the batch.</param>
        /// <param name="sparse">Whether the gradient is a sparse tensor.</param>
        /// <param name="device">Where the table is; where the vectors are if it is null.</param>
        /// <param name="dtype">Its element type; the vectors' if it is null.</param>
        public static Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
        {
            using var untracked = no_grad();
            var table = embeddings.to(dtype ?? embeddings.dtype, device ?? embeddings.device, copy: true);
            return new Embedding(new Parameter(table, !freeze), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
        }

        /// <summary>Returns its input.</summary>
        public static Identity Identity() => new();

        /// <summary>Makes one dimension of a range of dimensions.</summary>
        public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);

        /// <summary>In training, zeros whole channels with a probability and scales the rest up.</summary>
        public static Dropout1d Dropout1d(double p = 0.5, bool inplace = false) => new(inplace, p);

        /// <summary>In training, zeros whole channels with a probability and scales the rest up.</summary>
        public static Dropout2d Dropout2d(double p = 0.5, bool inplace = false) => new(inplace, p);

        /// <summary>In training, zeros whole channels with a probability and scales the rest up.</summary>
        public static Dropout3d Dropout3d(double p = 0.5, bool inplace = false) => new(inplace, p);

        /// <summary>Dropout that keeps the mean and variance of self-normalising networks (arXiv 1706.02515).</summary>
        public static AlphaDropout AlphaDropout(double p = 0.5, bool inplace = false) => new(inplace, p);

        /// <summary>The cosine of the angle between vectors along a dimension.</summary>
        public static CosineSimilarity CosineSimilarity(long dim = 1, double eps = 1e-08) => new(eps, dim);

        /// <summary>The p-norm of the difference of vectors, along the last dimension.</summary>
        public static PairwiseDistance PairwiseDistance(double p = 2, double eps = 1e-06, bool keepdim = false) => new(keepdim, eps, p);

        /// <summary>Makes several dimensions of one.</summary>
        public static Unflatten Unflatten(long dim, long[] unflattened_size) => new(dim, unflattened_size);
    }
}
