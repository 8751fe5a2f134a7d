using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator GluOp = new("aten::glu");
            private static readonly Operator HardshrinkOp = new("aten::hardshrink");
            private static readonly Operator LogSigmoidOp = new("aten::log_sigmoid");
            private static readonly Operator PreluOp = new("aten::prelu");
            private static readonly Operator RreluInPlaceOp = new("aten::rrelu_");
            private static readonly Operator RreluOp = new("aten::rrelu");
            private static readonly Operator SoftplusOp = new("aten::softplus");
            private static readonly Operator SoftshrinkOp = new("aten::softshrink");

            /// <summary>log(1 + exp(beta x)) / beta; x itself where beta x is above the threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) =>
                SoftplusOp.Call(x, beta, threshold);

            /// <summary>x moved by lambda towards zero, at most to it.</summary>
            public static Tensor softshrink(Tensor x, double @lambda = 0.5) =>
                SoftshrinkOp.Call(x, @lambda);

            /// <summary>x moved by lambda towards zero, at most to it.</summary>
            public static Tensor Softshrink(Tensor x, double @lambda = 0.5) =>
                SoftshrinkOp.Call(x, @lambda);

            /// <summary>x where its absolute value is above lambda, else zero.</summary>
            public static Tensor hardshrink(Tensor x, double @lambda = 0.5) =>
                HardshrinkOp.Call(x, @lambda);

            /// <summary>x where its absolute value is above lambda, else zero.</summary>
            public static Tensor Hardshrink(Tensor x, double @lambda = 0.5) =>
                HardshrinkOp.Call(x, @lambda);

            /// <summary>log(1 / (1 + exp(-x))).</summary>
            public static Tensor logsigmoid(Tensor x) =>
                LogSigmoidOp.Call(x);

            /// <summary>The first half along a dimension, times the sigmoid of the second (arXiv 1612.08083).</summary>
            public static Tensor glu(Tensor input, long dim = -1) =>
                GluOp.Call(input, dim);

            /// <summary>x where it is positive, else weight · x.</summary>
            public static Tensor prelu(Tensor input, Tensor weight) =>
                PreluOp.Call(input, weight);

            /// <summary>exp(-x) over its sum along a dimension.</summary>
            public static Tensor softmin(Tensor x, long dim) =>
                softmax(-x, dim);

            /// <summary>exp(x) over its sum along the channels.</summary>
            public static Tensor softmax2d(Tensor x) =>
                softmax(x, -3);

            /// <summary>x / (1 + |x|).</summary>
            public static Tensor Softsign(Tensor x) => softsign(x);

            /// <summary>x / (1 + |x|).</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="inplace">Whether x itself is changed; nothing may need the old one for backward.</param>
            public static Tensor softsign(Tensor x, bool inplace = false)
            {
                using var divisor = x.abs().add_(1);
                return inplace ? x.div_(divisor) : x.div(divisor);
            }

            /// <summary>x - tanh(x).</summary>
            public static Tensor Tanhshrink(Tensor x) => tanhshrink(x);

            /// <summary>x - tanh(x).</summary>
            /// <inheritdoc cref="softsign(Tensor, bool)"/>
            public static Tensor tanhshrink(Tensor x, bool inplace = false)
            {
                using var tangent = x.tanh();
                return inplace ? x.sub_(tangent) : x.sub(tangent);
            }

            /// <summary>x where it is positive, else a random slope · x (arXiv 1505.00853).</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="lower">The least slope.</param>
            /// <param name="upper">The greatest slope.</param>
            /// <param name="inplace">Whether x itself is changed.</param>
            /// <returns>The values; with <paramref name="inplace"/> another handle of the changed input.</returns>
            public static Tensor rrelu(Tensor x, double lower = 1.0 / 8, double upper = 1.0 / 3, bool inplace = false) =>
                (inplace ? RreluInPlaceOp : RreluOp).Call(x, lower, upper, true);
        }
    }
}
