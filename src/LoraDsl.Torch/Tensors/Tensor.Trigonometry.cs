using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Sine of each element.</summary>
        public Tensor sin() => Sin.Call(this);

        /// <summary>Sine of each element, in place.</summary>
        public Tensor sin_()
        {
            SinInPlace.Run(this);
            return this;
        }

        /// <summary>Cosine of each element.</summary>
        public Tensor cos() => Cos.Call(this);

        /// <summary>Cosine of each element, in place.</summary>
        public Tensor cos_()
        {
            CosInPlace.Run(this);
            return this;
        }

        /// <summary>Tangent of each element.</summary>
        public Tensor tan() => Tan.Call(this);

        /// <summary>Tangent of each element, in place.</summary>
        public Tensor tan_()
        {
            TanInPlace.Run(this);
            return this;
        }

        /// <summary>Inverse sine of each element.</summary>
        public Tensor asin() => Asin.Call(this);

        /// <summary>Inverse sine of each element, in place.</summary>
        public Tensor asin_()
        {
            AsinInPlace.Run(this);
            return this;
        }

        /// <summary>Inverse cosine of each element.</summary>
        public Tensor acos() => Acos.Call(this);

        /// <summary>Inverse cosine of each element, in place.</summary>
        public Tensor acos_()
        {
            AcosInPlace.Run(this);
            return this;
        }

        /// <summary>Inverse tangent of each element.</summary>
        public Tensor atan() => Atan.Call(this);

        /// <summary>Inverse tangent of each element, in place.</summary>
        public Tensor atan_()
        {
            AtanInPlace.Run(this);
            return this;
        }

        /// <summary>Hyperbolic sine of each element.</summary>
        public Tensor sinh() => Sinh.Call(this);

        /// <summary>Hyperbolic sine of each element, in place.</summary>
        public Tensor sinh_()
        {
            SinhInPlace.Run(this);
            return this;
        }

        /// <summary>Hyperbolic cosine of each element.</summary>
        public Tensor cosh() => Cosh.Call(this);

        /// <summary>Hyperbolic cosine of each element, in place.</summary>
        public Tensor cosh_()
        {
            CoshInPlace.Run(this);
            return this;
        }

        /// <summary>Hyperbolic tangent of each element.</summary>
        public Tensor tanh() => Tanh.Call(this);

        /// <summary>Hyperbolic tangent of each element, in place.</summary>
        public Tensor tanh_()
        {
            TanhInPlace.Run(this);
            return this;
        }

        /// <summary>Inverse hyperbolic sine of each element.</summary>
        public Tensor asinh() => Asinh.Call(this);

        /// <summary>Inverse hyperbolic sine of each element, in place.</summary>
        public Tensor asinh_()
        {
            AsinhInPlace.Run(this);
            return this;
        }

        /// <summary>Inverse hyperbolic cosine of each element.</summary>
        public Tensor acosh() => Acosh.Call(this);

        /// <summary>Inverse hyperbolic cosine of each element, in place.</summary>
        public Tensor acosh_()
        {
            AcoshInPlace.Run(this);
            return this;
        }

        /// <summary>Inverse hyperbolic tangent of each element.</summary>
        public Tensor atanh() => Atanh.Call(this);

        /// <summary>Inverse hyperbolic tangent of each element, in place.</summary>
        public Tensor atanh_()
        {
            AtanhInPlace.Run(this);
            return this;
        }

        /// <summary>Angle of the point (other, this) for each pair.</summary>
        public Tensor atan2(Tensor other) => Atan2.Call(this, other);

        /// <summary>Angle of the point (other, this) for each pair, in place.</summary>
        public Tensor atan2_(Tensor other)
        {
            Atan2InPlace.Run(this, other);
            return this;
        }

        private static readonly Operator Acos = new("aten::acos");
        private static readonly Operator AcosInPlace = new("aten::acos_");
        private static readonly Operator Acosh = new("aten::acosh");
        private static readonly Operator AcoshInPlace = new("aten::acosh_");
        private static readonly Operator Asin = new("aten::asin");
        private static readonly Operator AsinInPlace = new("aten::asin_");
        private static readonly Operator Asinh = new("aten::asinh");
        private static readonly Operator AsinhInPlace = new("aten::asinh_");
        private static readonly Operator Atan = new("aten::atan");
        private static readonly Operator Atan2 = new("aten::atan2");
        private static readonly Operator Atan2InPlace = new("aten::atan2_");
        private static readonly Operator AtanInPlace = new("aten::atan_");
        private static readonly Operator Atanh = new("aten::atanh");
        private static readonly Operator AtanhInPlace = new("aten::atanh_");
        private static readonly Operator Cos = new("aten::cos");
        private static readonly Operator CosInPlace = new("aten::cos_");
        private static readonly Operator Cosh = new("aten::cosh");
        private static readonly Operator CoshInPlace = new("aten::cosh_");
        private static readonly Operator Sin = new("aten::sin");
        private static readonly Operator SinInPlace = new("aten::sin_");
        private static readonly Operator Sinh = new("aten::sinh");
        private static readonly Operator SinhInPlace = new("aten::sinh_");
        private static readonly Operator Tan = new("aten::tan");
        private static readonly Operator TanInPlace = new("aten::tan_");
        private static readonly Operator Tanh = new("aten::tanh");
        private static readonly Operator TanhInPlace = new("aten::tanh_");
    }
}
