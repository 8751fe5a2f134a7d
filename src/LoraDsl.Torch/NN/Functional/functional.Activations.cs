using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The functions behind the modules.</summary>
        public static partial class functional
        {
            private static readonly Operator Relu = new("aten::relu");
            private static readonly Operator ReluInPlace = new("aten::relu_");
            private static readonly Operator Gelu = new("aten::gelu");
            private static readonly Operator GeluInPlace = new("aten::gelu_");
            private static readonly Operator Silu = new("aten::silu");
            private static readonly Operator SiluInPlace = new("aten::silu_");
            private static readonly Operator HyperbolicTangent = new("aten::tanh");
            private static readonly Operator HyperbolicTangentInPlace = new("aten::tanh_");
            private static readonly Operator Logistic = new("aten::sigmoid");
            private static readonly Operator LogisticInPlace = new("aten::sigmoid_");
            private static readonly Operator SoftmaxAlong = new("aten::softmax", "int");
            private static readonly Operator LogSoftmaxAlong = new("aten::log_softmax", "int");

            /// <summary>max(x, 0), elementwise.</summary>
            /// <returns>The values; with <paramref name="inplace"/> another handle of the changed input.</returns>
            public static Tensor relu(Tensor x, bool inplace = false) => (inplace ? ReluInPlace : Relu).Call(x);

            /// <summary>x Φ(x), elementwise, with the error function (arXiv 1606.08415).</summary>
            public static Tensor gelu(Tensor x) => Gelu.Call(x);

            /// <inheritdoc cref="gelu(Tensor)"/>
            public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Modules.GELU.Approximate.none, inplace);

            /// <summary>x Φ(x), elementwise, with the error function or with its approximation by the hyperbolic tangent.</summary>
            public static Tensor gelu(Tensor x, Modules.GELU.Approximate approximate, bool inplace = false) =>
                (inplace ? GeluInPlace : Gelu).Call(x, approximate == Modules.GELU.Approximate.tanh ? "tanh" : "none");

            /// <summary>x σ(x), elementwise.</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => (inplace ? SiluInPlace : Silu).Call(x);

            /// <inheritdoc cref="silu"/>
            public static Tensor SiLU(Tensor x, bool inplace = false) => silu(x, inplace);

            /// <summary>tanh x, elementwise.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) =>
                (inplace ? HyperbolicTangentInPlace : HyperbolicTangent).Call(x);

            /// <summary>1 / (1 + exp(-x)), elementwise.</summary>
            public static Tensor sigmoid(Tensor x) => Logistic.Call(x);

            /// <inheritdoc cref="sigmoid(Tensor)"/>
            public static Tensor sigmoid(Tensor x, bool inplace) => (inplace ? LogisticInPlace : Logistic).Call(x);

            /// <summary>exp(x) over its sum along a dimension.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="dim">The dimension along which the values sum to one.</param>
            /// <param name="dtype">The element type to compute in; the input's where it is null.</param>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => SoftmaxAlong.Call(input, dim, dtype);

            /// <summary>The logarithm of the softmax along a dimension.</summary>
            public static Tensor log_softmax(Tensor x, long dim) => LogSoftmaxAlong.Call(x, dim);
        }
    }
}
