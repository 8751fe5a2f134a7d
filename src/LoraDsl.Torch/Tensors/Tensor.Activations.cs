using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>max(x, 0) for each element.</summary>
        public Tensor relu() => Relu.Call(this);

        /// <summary>max(x, 0) for each element, in place.</summary>
        public Tensor relu_()
        {
            ReluInPlace.Run(this);
            return this;
        }

        /// <summary>min(max(x, 0), 6) for each element.</summary>
        public Tensor relu6() => Relu6.Call(this);

        /// <summary>min(max(x, 0), 6) for each element, in place.</summary>
        public Tensor relu6_()
        {
            Relu6InPlace.Run(this);
            return this;
        }

        /// <summary>x · sigmoid(x).</summary>
        public Tensor silu() => Silu.Call(this);

        /// <summary>x · sigmoid(x), in place.</summary>
        public Tensor silu_()
        {
            SiluInPlace.Run(this);
            return this;
        }

        /// <summary>Scaled exponential linear unit.</summary>
        public Tensor selu() => Selu.Call(this);

        /// <summary>Scaled exponential linear unit, in place.</summary>
        public Tensor selu_()
        {
            SeluInPlace.Run(this);
            return this;
        }

        /// <summary>x above 0, alpha · (exp(x) - 1) below.</summary>
        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Elu.Call(this, alpha, scale, input_scale);

        /// <inheritdoc cref="elu(Scalar,Scalar,Scalar)"/>
        public Tensor elu(double alpha = 1) => Elu.Call(this, alpha);

        /// <summary>x above 0, alpha · (exp(x) - 1) below, in place.</summary>
        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale)
        {
            EluInPlace.Run(this, alpha, scale, input_scale);
            return this;
        }

        /// <inheritdoc cref="elu_(Scalar,Scalar,Scalar)"/>
        public Tensor elu_(double alpha = 1) => EluInPlace.Call(this, alpha);

        /// <summary>x above 0, slope · x below.</summary>
        public Tensor leaky_relu(Scalar negative_slope) => LeakyRelu.Call(this, negative_slope);

        /// <summary>x above 0, slope · x below, in place.</summary>
        public Tensor leaky_relu_(Scalar negative_slope)
        {
            LeakyReluInPlace.Run(this, negative_slope);
            return this;
        }

        /// <summary>log(1 + exp(beta · x)) / beta.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20) => Softplus.Call(this, beta, threshold);

        /// <summary>Logarithm of the sigmoid.</summary>
        public Tensor log_sigmoid() => LogSigmoid.Call(this);

        /// <summary>Piecewise linear sigmoid.</summary>
        public Tensor hardsigmoid() => Hardsigmoid.Call(this);

        /// <summary>Piecewise linear sigmoid, in place.</summary>
        public Tensor hardsigmoid_()
        {
            HardsigmoidInPlace.Run(this);
            return this;
        }

        /// <summary>x · hardsigmoid(x).</summary>
        public Tensor hardswish() => Hardswish.Call(this);

        /// <summary>x · hardsigmoid(x), in place.</summary>
        public Tensor hardswish_()
        {
            HardswishInPlace.Run(this);
            return this;
        }

        /// <summary>Each element limited to a range.</summary>
        public Tensor hardtanh(Scalar min, Scalar max) => Hardtanh.Call(this, min, max);

        /// <summary>Each element limited to a range, in place.</summary>
        public Tensor hardtanh_(Scalar min, Scalar max)
        {
            HardtanhInPlace.Run(this, min, max);
            return this;
        }

        /// <summary>x above the threshold, a value elsewhere.</summary>
        public Tensor threshold(Scalar threshold, Scalar value) => Threshold.Call(this, threshold, value);

        /// <summary>x above the threshold, a value elsewhere, in place.</summary>
        public Tensor threshold_(Scalar threshold, Scalar value)
        {
            ThresholdInPlace.Run(this, threshold, value);
            return this;
        }

        /// <summary>First half times the sigmoid of the second half of a dimension.</summary>
        public Tensor glu(long dim = -1) => Glu.Call(this, dim);

        private static readonly Operator Elu = new("aten::elu");
        private static readonly Operator EluInPlace = new("aten::elu_");
        private static readonly Operator Glu = new("aten::glu");
        private static readonly Operator Hardsigmoid = new("aten::hardsigmoid");
        private static readonly Operator HardsigmoidInPlace = new("aten::hardsigmoid_");
        private static readonly Operator Hardswish = new("aten::hardswish");
        private static readonly Operator HardswishInPlace = new("aten::hardswish_");
        private static readonly Operator Hardtanh = new("aten::hardtanh");
        private static readonly Operator HardtanhInPlace = new("aten::hardtanh_");
        private static readonly Operator LeakyRelu = new("aten::leaky_relu");
        private static readonly Operator LeakyReluInPlace = new("aten::leaky_relu_");
        private static readonly Operator LogSigmoid = new("aten::log_sigmoid");
        private static readonly Operator Relu = new("aten::relu");
        private static readonly Operator Relu6 = new("aten::relu6");
        private static readonly Operator Relu6InPlace = new("aten::relu6_");
        private static readonly Operator ReluInPlace = new("aten::relu_");
        private static readonly Operator Selu = new("aten::selu");
        private static readonly Operator SeluInPlace = new("aten::selu_");
        private static readonly Operator Silu = new("aten::silu");
        private static readonly Operator SiluInPlace = new("aten::silu_");
        private static readonly Operator Softplus = new("aten::softplus");
        private static readonly Operator Threshold = new("aten::threshold");
        private static readonly Operator ThresholdInPlace = new("aten::threshold_");
    }
}
