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
            private static readonly Operator CeluInPlaceOp = new("aten::celu_");
            private static readonly Operator CeluOp = new("aten::celu");
            private static readonly Operator EluInPlaceOp = new("aten::elu_");
            private static readonly Operator EluOp = new("aten::elu");
            private static readonly Operator HardsigmoidInPlaceOp = new("aten::hardsigmoid_");
            private static readonly Operator HardsigmoidOp = new("aten::hardsigmoid");
            private static readonly Operator HardswishInPlaceOp = new("aten::hardswish_");
            private static readonly Operator HardswishOp = new("aten::hardswish");
            private static readonly Operator HardtanhInPlaceOp = new("aten::hardtanh_");
            private static readonly Operator HardtanhOp = new("aten::hardtanh");
            private static readonly Operator LeakyReluInPlaceOp = new("aten::leaky_relu_");
            private static readonly Operator LeakyReluOp = new("aten::leaky_relu");
            private static readonly Operator MishInPlaceOp = new("aten::mish_");
            private static readonly Operator MishOp = new("aten::mish");
            private static readonly Operator Relu6InPlaceOp = new("aten::relu6_");
            private static readonly Operator Relu6Op = new("aten::relu6");
            private static readonly Operator SeluInPlaceOp = new("aten::selu_");
            private static readonly Operator SeluOp = new("aten::selu");
            private static readonly Operator ThresholdInPlaceOp = new("aten::threshold_");
            private static readonly Operator ThresholdOp = new("aten::threshold");

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

            /// <summary>x where it is positive, else negative_slope · x.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                (inplace ? LeakyReluInPlaceOp : LeakyReluOp).Call(input, negative_slope);

            /// <summary>x where it is positive, else alpha (exp x - 1) (arXiv 1511.07289).</summary>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) =>
                (inplace ? EluInPlaceOp : EluOp).Call(x, alpha);

            /// <summary>x where it is positive, else alpha (exp(x / alpha) - 1) (arXiv 1704.07483).</summary>
            public static Tensor celu(Tensor x, double alpha, bool inplace = false) =>
                (inplace ? CeluInPlaceOp : CeluOp).Call(x, alpha);

            /// <summary>The scaled exponential linear unit (arXiv 1706.02515).</summary>
            public static Tensor selu(Tensor x, bool inplace = false) =>
                (inplace ? SeluInPlaceOp : SeluOp).Call(x);

            /// <summary>min(max(x, 0), 6).</summary>
            public static Tensor relu6(Tensor x, bool inplace = false) =>
                (inplace ? Relu6InPlaceOp : Relu6Op).Call(x);

            /// <summary>min(max(x / 6 + 1 / 2, 0), 1).</summary>
            public static Tensor hardsigmoid(Tensor input, bool inplace = false) =>
                (inplace ? HardsigmoidInPlaceOp : HardsigmoidOp).Call(input);

            /// <summary>x hardsigmoid(x) (arXiv 1905.02244).</summary>
            public static Tensor hardswish(Tensor input, bool inplace = false) =>
                (inplace ? HardswishInPlaceOp : HardswishOp).Call(input);

            /// <summary>x cut off at min_val and max_val.</summary>
            public static Tensor hardtanh(Tensor x, double min_val = -1, double max_val = 1, bool inplace = false) =>
                (inplace ? HardtanhInPlaceOp : HardtanhOp).Call(x, min_val, max_val);

            /// <summary>x cut off at min_val and max_val.</summary>
            public static Tensor Hardtanh(Tensor x, double min_val = -1, double max_val = 1, bool inplace = false) =>
                hardtanh(x, min_val, max_val, inplace);

            /// <summary>x tanh(softplus x) (arXiv 1908.08681).</summary>
            public static Tensor mish(Tensor x, bool inplace = false) =>
                (inplace ? MishInPlaceOp : MishOp).Call(x);

            /// <summary>x tanh(softplus x) (arXiv 1908.08681).</summary>
            public static Tensor Mish(Tensor x) =>
                mish(x);

            /// <summary>x where it is above the threshold, else the value.</summary>
            public static Tensor threshold(Tensor x, double threshold, double value, bool inplace = false) =>
                (inplace ? ThresholdInPlaceOp : ThresholdOp).Call(x, threshold, value);

            /// <summary>x where it is above the threshold, else the value.</summary>
            public static Tensor Threshold(Tensor x, double threshold, double value, bool inplace = false) =>
                functional.threshold(x, threshold, value, inplace);
        }
    }
}
