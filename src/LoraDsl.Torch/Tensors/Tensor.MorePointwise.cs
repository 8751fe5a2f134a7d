using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The absolute value.</summary>
        public Tensor absolute() => AbsOp.Call(this);

        /// <summary>The absolute value, in place.</summary>
        public Tensor absolute_()
        {
            AbsInPlaceOp.Run(this);
            return this;
        }

        /// <summary>Each element negated.</summary>
        public Tensor negative() => NegOp.Call(this);

        /// <summary>The integer part, towards zero.</summary>
        public Tensor fix() => TruncOp.Call(this);

        /// <summary>The integer part, towards zero, in place.</summary>
        public Tensor fix_()
        {
            TruncInPlaceOp.Run(this);
            return this;
        }

        /// <summary>The size of this with the sign of the other.</summary>
        public Tensor copysign(Tensor other) => CopysignTensorOp.Call(this, other);

        /// <summary>The size of this with the sign of the other, in place.</summary>
        public Tensor copysign_(Tensor other)
        {
            CopysignTensorInPlaceOp.Run(this, other);
            return this;
        }

        /// <summary>The quotient rounded down.</summary>
        public Tensor floor_divide(Scalar other) => FloorDivideScalarOp.Call(this, other);

        /// <summary>The quotient rounded down.</summary>
        public Tensor floor_divide(Tensor other) => FloorDivideOp.Call(this, other);

        /// <summary>The quotient rounded down, in place.</summary>
        public Tensor floor_divide_(Scalar other)
        {
            FloorDivideScalarInPlaceOp.Run(this, other);
            return this;
        }

        /// <summary>The quotient rounded down, in place.</summary>
        public Tensor floor_divide_(Tensor other)
        {
            FloorDivideInPlaceOp.Run(this, other);
            return this;
        }

        /// <summary>The quotient, as floating-point numbers.</summary>
        public Tensor true_divide(Scalar other) => TrueDivideScalarOp.Call(this, other);

        /// <summary>The quotient, as floating-point numbers.</summary>
        public Tensor true_divide(Tensor other) => TrueDivideTensorOp.Call(this, other);

        /// <summary>The quotient, as floating-point numbers, in place.</summary>
        public Tensor true_divide_(Scalar other)
        {
            TrueDivideScalarInPlaceOp.Run(this, other);
            return this;
        }

        /// <summary>The quotient, as floating-point numbers, in place.</summary>
        public Tensor true_divide_(Tensor other)
        {
            TrueDivideTensorInPlaceOp.Run(this, other);
            return this;
        }

        /// <summary>The greatest common divisor.</summary>
        public Tensor gcd(Tensor other) => GcdOp.Call(this, other);

        /// <summary>The greatest common divisor, in place.</summary>
        public Tensor gcd_(Tensor other)
        {
            GcdInPlaceOp.Run(this, other);
            return this;
        }

        /// <summary>The least common multiple.</summary>
        public Tensor lcm(Tensor other) => LcmOp.Call(this, other);

        /// <summary>The least common multiple, in place.</summary>
        public Tensor lcm_(Tensor other)
        {
            LcmInPlaceOp.Run(this, other);
            return this;
        }

        /// <summary>0 below zero, 1 above, and the other at zero.</summary>
        public Tensor heaviside(Tensor other) => HeavisideOp.Call(this, other);

        /// <summary>0 below zero, 1 above, and the other at zero, in place.</summary>
        public Tensor heaviside_(Tensor other)
        {
            HeavisideInPlaceOp.Run(this, other);
            return this;
        }

        /// <summary>This times 2 to the power of the other.</summary>
        public Tensor ldexp(Tensor other) => LdexpTensorOp.Call(this, other);

        /// <summary>This times 2 to the power of the other, in place.</summary>
        public Tensor ldexp_(Tensor other)
        {
            LdexpTensorInPlaceOp.Run(this, other);
            return this;
        }

        /// <summary>The next floating-point number towards the other.</summary>
        public Tensor nextafter(Tensor other) => NextafterOp.Call(this, other);

        /// <summary>The next floating-point number towards the other, in place.</summary>
        public Tensor nextafter_(Tensor other)
        {
            NextafterInPlaceOp.Run(this, other);
            return this;
        }

        /// <summary>log₂(2ˣ + 2ʸ).</summary>
        public Tensor logaddexp2(Tensor other) => Logaddexp2Op.Call(this, other);

        /// <summary>log(x / (1 - x)).</summary>
        public Tensor logit(double? eps = null) => LogitOp.Call(this, eps);

        /// <summary>log(x / (1 - x)), in place.</summary>
        public Tensor logit_(double? eps = null)
        {
            LogitInPlaceOp.Run(this, eps);
            return this;
        }

        /// <summary>Bits moved left.</summary>
        public Tensor bitwise_left_shift(Tensor other) => BitwiseLeftShiftTensorOp.Call(this, other);

        /// <summary>Bits moved left, in place.</summary>
        public Tensor bitwise_left_shift_(Tensor other)
        {
            BitwiseLeftShiftTensorInPlaceOp.Run(this, other);
            return this;
        }

        /// <summary>Bits moved right.</summary>
        public Tensor bitwise_right_shift(Tensor other) => BitwiseRightShiftTensorOp.Call(this, other);

        /// <summary>Bits moved right, in place.</summary>
        public Tensor bitwise_right_shift_(Tensor other)
        {
            BitwiseRightShiftTensorInPlaceOp.Run(this, other);
            return this;
        }

        /// <summary>The power in double precision.</summary>
        public Tensor float_power(Tensor target) => FloatPowerTensorTensorOp.Call(this, target);

        /// <summary>The power in double precision, in place.</summary>
        public Tensor float_power_(Tensor target)
        {
            FloatPowerTensorTensorInPlaceOp.Run(this, target);
            return this;
        }

        private static readonly Operator AbsInPlaceOp = new("aten::abs_");
        private static readonly Operator AbsOp = new("aten::abs");
        private static readonly Operator BitwiseLeftShiftTensorInPlaceOp = new("aten::bitwise_left_shift_", "Tensor");
        private static readonly Operator BitwiseLeftShiftTensorOp = new("aten::bitwise_left_shift", "Tensor");
        private static readonly Operator BitwiseRightShiftTensorInPlaceOp = new("aten::bitwise_right_shift_", "Tensor");
        private static readonly Operator BitwiseRightShiftTensorOp = new("aten::bitwise_right_shift", "Tensor");
        private static readonly Operator CopysignTensorInPlaceOp = new("aten::copysign_", "Tensor");
        private static readonly Operator CopysignTensorOp = new("aten::copysign", "Tensor");
        private static readonly Operator FloatPowerTensorTensorInPlaceOp = new("aten::float_power_", "Tensor");
        private static readonly Operator FloatPowerTensorTensorOp = new("aten::float_power", "Tensor_Tensor");
        private static readonly Operator FloorDivideInPlaceOp = new("aten::floor_divide_", "Tensor");
        private static readonly Operator FloorDivideOp = new("aten::floor_divide");
        private static readonly Operator FloorDivideScalarInPlaceOp = new("aten::floor_divide_", "Scalar");
        private static readonly Operator FloorDivideScalarOp = new("aten::floor_divide", "Scalar");
        private static readonly Operator GcdInPlaceOp = new("aten::gcd_");
        private static readonly Operator GcdOp = new("aten::gcd");
        private static readonly Operator HeavisideInPlaceOp = new("aten::heaviside_");
        private static readonly Operator HeavisideOp = new("aten::heaviside");
        private static readonly Operator LcmInPlaceOp = new("aten::lcm_");
        private static readonly Operator LcmOp = new("aten::lcm");
        private static readonly Operator LdexpTensorInPlaceOp = new("aten::ldexp_");
        private static readonly Operator LdexpTensorOp = new("aten::ldexp", "Tensor");
        private static readonly Operator Logaddexp2Op = new("aten::logaddexp2");
        private static readonly Operator LogitInPlaceOp = new("aten::logit_");
        private static readonly Operator LogitOp = new("aten::logit");
        private static readonly Operator NegOp = new("aten::neg");
        private static readonly Operator NextafterInPlaceOp = new("aten::nextafter_");
        private static readonly Operator NextafterOp = new("aten::nextafter");
        private static readonly Operator TrueDivideScalarInPlaceOp = new("aten::true_divide_", "Scalar");
        private static readonly Operator TrueDivideScalarOp = new("aten::true_divide", "Scalar");
        private static readonly Operator TrueDivideTensorInPlaceOp = new("aten::true_divide_", "Tensor");
        private static readonly Operator TrueDivideTensorOp = new("aten::true_divide", "Tensor");
        private static readonly Operator TruncInPlaceOp = new("aten::trunc_");
        private static readonly Operator TruncOp = new("aten::trunc");
    }
}
