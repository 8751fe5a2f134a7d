using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The modified Bessel function of order 0.</summary>
        public Tensor i0() => I0Op.Call(this);

        /// <summary>The modified Bessel function of order 0, in place.</summary>
        public Tensor i0_()
        {
            I0InPlaceOp.Run(this);
            return this;
        }

        /// <summary>The regularised lower incomplete gamma function.</summary>
        public Tensor igamma(Tensor other) => IgammaOp.Call(this, other);

        /// <summary>The regularised upper incomplete gamma function.</summary>
        public Tensor igammac(Tensor other) => IgammacOp.Call(this, other);

        /// <summary>The multivariate log-gamma function.</summary>
        public Tensor mvlgamma(long p) => MvlgammaOp.Call(this, p);

        /// <summary>The multivariate log-gamma function, in place.</summary>
        public Tensor mvlgamma_(long p)
        {
            MvlgammaInPlaceOp.Run(this, p);
            return this;
        }

        private static readonly Operator I0InPlaceOp = new("aten::i0_");
        private static readonly Operator I0Op = new("aten::i0");
        private static readonly Operator IgammaOp = new("aten::igamma");
        private static readonly Operator IgammacOp = new("aten::igammac");
        private static readonly Operator MvlgammaInPlaceOp = new("aten::mvlgamma_");
        private static readonly Operator MvlgammaOp = new("aten::mvlgamma");
    }
}
