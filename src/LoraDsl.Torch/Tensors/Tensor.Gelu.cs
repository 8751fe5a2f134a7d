using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>x · Φ(x), Φ the normal distribution function.</summary>
        public Tensor gelu() => Gelu.Call(this);

        /// <summary>x · Φ(x), in place.</summary>
        public Tensor gelu_() => GeluInPlace.Call(this);

        /// <summary>x above 0, alpha · (exp(x / alpha) - 1) below.</summary>
        public Tensor celu() => Celu.Call(this);

        /// <inheritdoc cref="celu()"/>
        public Tensor celu(Scalar alpha) => Celu.Call(this, alpha);

        /// <summary>x above 0, alpha · (exp(x / alpha) - 1) below, in place.</summary>
        public Tensor celu_()
        {
            CeluInPlace.Run(this);
            return this;
        }

        /// <inheritdoc cref="celu_()"/>
        public Tensor celu_(Scalar alpha)
        {
            CeluInPlace.Run(this, alpha);
            return this;
        }

        private static readonly Operator Celu = new("aten::celu");
        private static readonly Operator CeluInPlace = new("aten::celu_");
        private static readonly Operator Gelu = new("aten::gelu");
        private static readonly Operator GeluInPlace = new("aten::gelu_");
    }
}
