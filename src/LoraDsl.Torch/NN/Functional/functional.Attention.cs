using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            // libtorch 2 has kernels that never hold all the scores; 1.13 does not.
            private static readonly Lazy<Operator?> FusedAttention = new(() =>
                OperatorLookup.Exists("aten::scaled_dot_product_attention") ? new("aten::scaled_dot_product_attention") : null);

            private static readonly Operator Transpose = new("aten::transpose", "int");
            private static readonly Operator MatrixProduct = new("aten::matmul");
            private static readonly Operator MultiplyByNumber = new("aten::mul", "Scalar");
            private static readonly Operator AddTensor = new("aten::add", "Tensor");
            private static readonly Operator FillWhere = new("aten::masked_fill", "Scalar");
            private static readonly Operator LogicalNot = new("aten::logical_not");
            private static readonly Operator AllOnes = new("aten::new_ones");
            private static readonly Operator LowerTriangle = new("aten::tril");
            private static readonly Operator Norm = new("aten::linalg_vector_norm");
            private static readonly Operator ClampBelow = new("aten::clamp_min");
            private static readonly Operator Divide = new("aten::div", "Tensor");

            /// <summary>softmax(Q Kᵀ / √E + mask) V (Vaswani et al., 2017, arXiv 1706.03762).</summary>
            /// <param name="query">(…, L, E).</param>
            /// <param name="key">(…, S, E).</param>
            /// <param name="value">(…, S, V).</param>
            /// <param name="attn_mask">Broadcast to (…, L, S): true where attention is allowed, or numbers that are added; or null.</param>
            /// <param name="p">The probability of dropping a weight; there is no training flag.</param>
            /// <param name="is_casual">Whether position i sees positions up to i only; not together with a mask.</param>
            /// <returns>(…, L, V).</returns>
            /// <exception cref="ArgumentException">There is a mask, and <paramref name="is_casual"/> is set.</exception>
            public static Tensor scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0, bool is_casual = false)
            {
                if (is_casual && attn_mask is not null)
                    throw new ArgumentException("Attention takes a mask or is_casual, not both.", nameof(is_casual));
                return FusedAttention.Value is { } fused
                    ? fused.Call(query, key, value, attn_mask, p, is_casual)
                    : ComposedAttention(query, key, value, attn_mask, p, is_casual);
            }

            private static Tensor ComposedAttention(Tensor query, Tensor key, Tensor value, Tensor? mask, double p, bool causal)
            {
                using var scope = NewDisposeScope();
                // Scaling the query costs L·E products; scaling the scores would cost L·S.
                var scaled = MultiplyByNumber.Call(query, 1 / Math.Sqrt(query.shape[^1]));
                var scores = MatrixProduct.Call(scaled, Transpose.Call(key, -2, -1));
                if (causal)
                    mask = LowerTriangle.Call(AllOnes.Call(scores, new[] { query.shape[^2], key.shape[^2] }, ScalarType.Bool));
                if (mask is not null)
                    scores = Masked(scores, mask);
                var weights = softmax(scores, -1);
                if (p > 0)
                    weights = dropout(weights, p);
                return MatrixProduct.Call(weights, value).MoveToOuterDisposeScope();
            }

            /// <summary>Vectors over their norms.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="p">The norm's exponent.</param>
            /// <param name="dim">The dimension of the vectors.</param>
            /// <param name="eps">The least norm to divide by.</param>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                using var norm = Norm.Call(input, p, new[] { dim }, true);
                using var divisor = ClampBelow.Call(norm, eps);
                return Divide.Call(input, divisor);
            }

            private static Tensor Masked(Tensor scores, Tensor mask) => mask.dtype == ScalarType.Bool
                ? FillWhere.Call(scores, LogicalNot.Call(mask), double.NegativeInfinity)
                : AddTensor.Call(scores, mask);
        }
    }
}
