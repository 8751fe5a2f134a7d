using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Absolute value of each element.</summary>
        public Tensor abs() => Abs.Call(this);

        /// <summary>Absolute value of each element, in place.</summary>
        public Tensor abs_()
        {
            AbsInPlace.Run(this);
            return this;
        }

        /// <summary>Each element negated.</summary>
        public Tensor neg() => Neg.Call(this);

        /// <summary>Each element negated, in place.</summary>
        public Tensor neg_()
        {
            NegInPlace.Run(this);
            return this;
        }

        /// <summary>-1, 0 or 1 for each element.</summary>
        public Tensor sign() => Sign.Call(this);

        /// <summary>-1, 0 or 1 for each element, in place.</summary>
        public Tensor sign_()
        {
            SignInPlace.Run(this);
            return this;
        }

        /// <summary>The sign of each element; for complex numbers its direction.</summary>
        public Tensor sgn() => Sgn.Call(this);

        /// <summary>The sign of each element; for complex numbers its direction, in place.</summary>
        public Tensor sgn_()
        {
            SgnInPlace.Run(this);
            return this;
        }

        /// <summary>Whether the sign bit is set.</summary>
        public Tensor signbit() => Signbit.Call(this);

        /// <summary>Each element squared.</summary>
        public Tensor square() => Square.Call(this);

        /// <summary>Square root of each element.</summary>
        public Tensor sqrt() => Sqrt.Call(this);

        /// <summary>Square root of each element, in place.</summary>
        public Tensor sqrt_()
        {
            SqrtInPlace.Run(this);
            return this;
        }

        /// <summary>Reciprocal of the square root of each element.</summary>
        public Tensor rsqrt() => Rsqrt.Call(this);

        /// <summary>Reciprocal of the square root of each element, in place.</summary>
        public Tensor rsqrt_()
        {
            RsqrtInPlace.Run(this);
            return this;
        }

        /// <summary>1 / x for each element.</summary>
        public Tensor reciprocal() => Reciprocal.Call(this);

        /// <summary>1 / x for each element, in place.</summary>
        public Tensor reciprocal_()
        {
            ReciprocalInPlace.Run(this);
            return this;
        }

        /// <summary>e to the power of each element.</summary>
        public Tensor exp() => Exp.Call(this);

        /// <summary>e to the power of each element, in place.</summary>
        public Tensor exp_()
        {
            ExpInPlace.Run(this);
            return this;
        }

        /// <summary>2 to the power of each element.</summary>
        public Tensor exp2() => Exp2.Call(this);

        /// <summary>2 to the power of each element, in place.</summary>
        public Tensor exp2_()
        {
            Exp2InPlace.Run(this);
            return this;
        }

        /// <summary>exp(x) - 1, exact near 0.</summary>
        public Tensor expm1() => Expm1.Call(this);

        /// <summary>exp(x) - 1, exact near 0, in place.</summary>
        public Tensor expm1_()
        {
            Expm1InPlace.Run(this);
            return this;
        }

        /// <summary>Natural logarithm of each element.</summary>
        public Tensor log() => Log.Call(this);

        /// <summary>Natural logarithm of each element, in place.</summary>
        public Tensor log_()
        {
            LogInPlace.Run(this);
            return this;
        }

        /// <summary>Logarithm to base 2.</summary>
        public Tensor log2() => Log2.Call(this);

        /// <summary>Logarithm to base 2, in place.</summary>
        public Tensor log2_()
        {
            Log2InPlace.Run(this);
            return this;
        }

        /// <summary>Logarithm to base 10.</summary>
        public Tensor log10() => Log10.Call(this);

        /// <summary>Logarithm to base 10, in place.</summary>
        public Tensor log10_()
        {
            Log10InPlace.Run(this);
            return this;
        }

        /// <summary>log(1 + x), exact near 0.</summary>
        public Tensor log1p() => Log1p.Call(this);

        /// <summary>log(1 + x), exact near 0, in place.</summary>
        public Tensor log1p_()
        {
            Log1pInPlace.Run(this);
            return this;
        }

        /// <summary>The largest integer not above each element.</summary>
        public Tensor floor() => Floor.Call(this);

        /// <summary>The largest integer not above each element, in place.</summary>
        public Tensor floor_()
        {
            FloorInPlace.Run(this);
            return this;
        }

        /// <summary>The smallest integer not below each element.</summary>
        public Tensor ceil() => Ceil.Call(this);

        /// <summary>The smallest integer not below each element, in place.</summary>
        public Tensor ceil_()
        {
            CeilInPlace.Run(this);
            return this;
        }

        /// <summary>Each element without its fraction.</summary>
        public Tensor trunc() => Trunc.Call(this);

        /// <summary>Each element without its fraction, in place.</summary>
        public Tensor trunc_()
        {
            TruncInPlace.Run(this);
            return this;
        }

        /// <summary>The fraction of each element.</summary>
        public Tensor frac() => Frac.Call(this);

        /// <summary>The fraction of each element, in place.</summary>
        public Tensor frac_()
        {
            FracInPlace.Run(this);
            return this;
        }

        /// <summary>Error function.</summary>
        public Tensor erf() => Erf.Call(this);

        /// <summary>Error function, in place.</summary>
        public Tensor erf_()
        {
            ErfInPlace.Run(this);
            return this;
        }

        /// <summary>1 - erf(x).</summary>
        public Tensor erfc() => Erfc.Call(this);

        /// <summary>1 - erf(x), in place.</summary>
        public Tensor erfc_()
        {
            ErfcInPlace.Run(this);
            return this;
        }

        /// <summary>Inverse of the error function.</summary>
        public Tensor erfinv() => Erfinv.Call(this);

        /// <summary>Inverse of the error function, in place.</summary>
        public Tensor erfinv_()
        {
            ErfinvInPlace.Run(this);
            return this;
        }

        /// <summary>Logarithm of the gamma function.</summary>
        public Tensor lgamma() => Lgamma.Call(this);

        /// <summary>Logarithm of the gamma function, in place.</summary>
        public Tensor lgamma_()
        {
            LgammaInPlace.Run(this);
            return this;
        }

        /// <summary>Derivative of the logarithm of the gamma function.</summary>
        public Tensor digamma() => Digamma.Call(this);

        /// <summary>Derivative of the logarithm of the gamma function, in place.</summary>
        public Tensor digamma_()
        {
            DigammaInPlace.Run(this);
            return this;
        }

        /// <summary>1 / (1 + exp(-x)) for each element.</summary>
        public Tensor sigmoid() => Sigmoid.Call(this);

        /// <summary>1 / (1 + exp(-x)) for each element, in place.</summary>
        public Tensor sigmoid_()
        {
            SigmoidInPlace.Run(this);
            return this;
        }

        /// <summary>The tensor itself.</summary>
        public Tensor positive() => Positive.Call(this);

        /// <summary>Each element rounded to the given number of decimals, halves to even.</summary>
        public Tensor round(long decimals = 0) => RoundDecimals.Call(this, decimals);

        /// <summary>Each element rounded to the given number of decimals, halves to even, in place.</summary>
        public Tensor round_(long decimals = 0)
        {
            RoundDecimalsInPlace.Run(this, decimals);
            return this;
        }

        private static readonly Operator Abs = new("aten::abs");
        private static readonly Operator AbsInPlace = new("aten::abs_");
        private static readonly Operator Ceil = new("aten::ceil");
        private static readonly Operator CeilInPlace = new("aten::ceil_");
        private static readonly Operator Digamma = new("aten::digamma");
        private static readonly Operator DigammaInPlace = new("aten::digamma_");
        private static readonly Operator Erf = new("aten::erf");
        private static readonly Operator ErfInPlace = new("aten::erf_");
        private static readonly Operator Erfc = new("aten::erfc");
        private static readonly Operator ErfcInPlace = new("aten::erfc_");
        private static readonly Operator Erfinv = new("aten::erfinv");
        private static readonly Operator ErfinvInPlace = new("aten::erfinv_");
        private static readonly Operator Exp = new("aten::exp");
        private static readonly Operator Exp2 = new("aten::exp2");
        private static readonly Operator Exp2InPlace = new("aten::exp2_");
        private static readonly Operator ExpInPlace = new("aten::exp_");
        private static readonly Operator Expm1 = new("aten::expm1");
        private static readonly Operator Expm1InPlace = new("aten::expm1_");
        private static readonly Operator Floor = new("aten::floor");
        private static readonly Operator FloorInPlace = new("aten::floor_");
        private static readonly Operator Frac = new("aten::frac");
        private static readonly Operator FracInPlace = new("aten::frac_");
        private static readonly Operator Lgamma = new("aten::lgamma");
        private static readonly Operator LgammaInPlace = new("aten::lgamma_");
        private static readonly Operator Log = new("aten::log");
        private static readonly Operator Log10 = new("aten::log10");
        private static readonly Operator Log10InPlace = new("aten::log10_");
        private static readonly Operator Log1p = new("aten::log1p");
        private static readonly Operator Log1pInPlace = new("aten::log1p_");
        private static readonly Operator Log2 = new("aten::log2");
        private static readonly Operator Log2InPlace = new("aten::log2_");
        private static readonly Operator LogInPlace = new("aten::log_");
        private static readonly Operator Neg = new("aten::neg");
        private static readonly Operator NegInPlace = new("aten::neg_");
        private static readonly Operator Positive = new("aten::positive");
        private static readonly Operator Reciprocal = new("aten::reciprocal");
        private static readonly Operator ReciprocalInPlace = new("aten::reciprocal_");
        private static readonly Operator RoundDecimals = new("aten::round", "decimals");
        private static readonly Operator RoundDecimalsInPlace = new("aten::round_", "decimals");
        private static readonly Operator Rsqrt = new("aten::rsqrt");
        private static readonly Operator RsqrtInPlace = new("aten::rsqrt_");
        private static readonly Operator Sgn = new("aten::sgn");
        private static readonly Operator SgnInPlace = new("aten::sgn_");
        private static readonly Operator Sigmoid = new("aten::sigmoid");
        private static readonly Operator SigmoidInPlace = new("aten::sigmoid_");
        private static readonly Operator Sign = new("aten::sign");
        private static readonly Operator SignInPlace = new("aten::sign_");
        private static readonly Operator Signbit = new("aten::signbit");
        private static readonly Operator Sqrt = new("aten::sqrt");
        private static readonly Operator SqrtInPlace = new("aten::sqrt_");
        private static readonly Operator Square = new("aten::square");
        private static readonly Operator Trunc = new("aten::trunc");
        private static readonly Operator TruncInPlace = new("aten::trunc_");
    }
}
