using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The inverse cosine.</summary>
        public Tensor arccos() => AcosOp.Call(this);

        /// <summary>The inverse cosine, in place.</summary>
        public Tensor arccos_()
        {
            AcosInPlaceOp.Run(this);
            return this;
        }

        /// <summary>The inverse hyperbolic cosine.</summary>
        public Tensor arccosh() => AcoshOp.Call(this);

        /// <summary>The inverse hyperbolic cosine, in place.</summary>
        public Tensor arccosh_()
        {
            AcoshInPlaceOp.Run(this);
            return this;
        }

        /// <summary>The inverse sine.</summary>
        public Tensor arcsin() => AsinOp.Call(this);

        /// <summary>The inverse sine, in place.</summary>
        public Tensor arcsin_()
        {
            AsinInPlaceOp.Run(this);
            return this;
        }

        /// <summary>The inverse hyperbolic sine.</summary>
        public Tensor arcsinh() => AsinhOp.Call(this);

        /// <summary>The inverse hyperbolic sine, in place.</summary>
        public Tensor arcsinh_()
        {
            AsinhInPlaceOp.Run(this);
            return this;
        }

        /// <summary>The angle of the point (other, this).</summary>
        public Tensor arctan2(Tensor other) => Atan2Op.Call(this, other);

        /// <summary>The angle of the point (other, this), in place.</summary>
        public Tensor arctan2_(Tensor other)
        {
            Atan2InPlaceOp.Run(this, other);
            return this;
        }

        /// <summary>The inverse hyperbolic tangent.</summary>
        public Tensor arctanh() => AtanhOp.Call(this);

        /// <summary>The inverse hyperbolic tangent, in place.</summary>
        public Tensor arctanh_()
        {
            AtanhInPlaceOp.Run(this);
            return this;
        }

        /// <summary>Degrees as radians.</summary>
        public Tensor deg2rad() => Deg2radOp.Call(this);

        /// <summary>Degrees as radians, in place.</summary>
        public Tensor deg2rad_()
        {
            Deg2radInPlaceOp.Run(this);
            return this;
        }

        /// <summary>Radians as degrees.</summary>
        public Tensor rad2deg() => Rad2degOp.Call(this);

        /// <summary>Radians as degrees, in place.</summary>
        public Tensor rad2deg_()
        {
            Rad2degInPlaceOp.Run(this);
            return this;
        }

        /// <summary>sin(π x) / (π x).</summary>
        public Tensor sinc() => SincOp.Call(this);

        /// <summary>sin(π x) / (π x), in place.</summary>
        public Tensor sinc_()
        {
            SincInPlaceOp.Run(this);
            return this;
        }

        /// <summary>The angle of a complex number; 0 or π of a real one.</summary>
        public Tensor angle() => AngleOp.Call(this);

        private static readonly Operator AcosInPlaceOp = new("aten::acos_");
        private static readonly Operator AcosOp = new("aten::acos");
        private static readonly Operator AcoshInPlaceOp = new("aten::acosh_");
        private static readonly Operator AcoshOp = new("aten::acosh");
        private static readonly Operator AngleOp = new("aten::angle");
        private static readonly Operator AsinInPlaceOp = new("aten::asin_");
        private static readonly Operator AsinOp = new("aten::asin");
        private static readonly Operator AsinhInPlaceOp = new("aten::asinh_");
        private static readonly Operator AsinhOp = new("aten::asinh");
        private static readonly Operator Atan2InPlaceOp = new("aten::atan2_");
        private static readonly Operator Atan2Op = new("aten::atan2");
        private static readonly Operator AtanhInPlaceOp = new("aten::atanh_");
        private static readonly Operator AtanhOp = new("aten::atanh");
        private static readonly Operator Deg2radInPlaceOp = new("aten::deg2rad_");
        private static readonly Operator Deg2radOp = new("aten::deg2rad");
        private static readonly Operator Rad2degInPlaceOp = new("aten::rad2deg_");
        private static readonly Operator Rad2degOp = new("aten::rad2deg");
        private static readonly Operator SincInPlaceOp = new("aten::sinc_");
        private static readonly Operator SincOp = new("aten::sinc");
    }
}
