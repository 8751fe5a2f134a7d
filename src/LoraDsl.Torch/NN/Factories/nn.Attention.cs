using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Attention of several heads side by side (arXiv 1706.03762); sequences come first: (L, N, E).</summary>
        /// <param name="embedded_dim">The size of a query, E, and of an output.</param>
        /// <param name="num_heads">The number of heads; E must be a multiple of it.</param>
        /// <param name="dropout">The probability of dropping a weight in training.</param>
        /// <param name="bias">Whether projections have a bias.</param>
        /// <param name="add_bias_kv">Whether a learnt key and value are added to each sequence.</param>
        /// <param name="add_zero_attn">Whether a key and a value of zeros are added to each sequence.</param>
        /// <param name="kdim">The size of a key; E where it is null.</param>
        /// <param name="vdim">The size of a value; E where it is null.</param>
        /// <exception cref="ArgumentException">E is no multiple of the number of heads.</exception>
        public static MultiheadAttention MultiheadAttention(long embedded_dim, long num_heads, double dropout = 0, bool bias = true, bool add_bias_kv = false, bool add_zero_attn = false, long? kdim = null, long? vdim = null) =>
            new(embedded_dim, num_heads, dropout, bias, add_bias_kv, add_zero_attn, kdim ?? embedded_dim, vdim ?? embedded_dim);
    }
}
