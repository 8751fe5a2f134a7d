using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Sum with a tensor (broadcast) or a number; the other side times alpha where that is given.</summary>
        public Tensor add(Scalar scalar) => AddScalar.Call(this, scalar);

        /// <inheritdoc cref="add(Scalar)"/>
        public Tensor add(Scalar scalar, Scalar alpha) => AddScalar.Call(this, scalar, alpha);

        /// <inheritdoc cref="add(Scalar)"/>
        public Tensor add(Tensor target) => AddTensor.Call(this, target);

        /// <inheritdoc cref="add(Scalar)"/>
        public Tensor add(Tensor target, Scalar alpha) => AddTensor.Call(this, target, alpha);

        /// <summary>Sum with a tensor (broadcast) or a number; the other side times alpha where that is given, in place.</summary>
        public Tensor add_(Scalar scalar)
        {
            AddScalarInPlace.Run(this, scalar);
            return this;
        }

        /// <inheritdoc cref="add_(Scalar)"/>
        public Tensor add_(Scalar scalar, Scalar alpha)
        {
            AddScalarInPlace.Run(this, scalar, alpha);
            return this;
        }

        /// <inheritdoc cref="add_(Scalar)"/>
        public Tensor add_(Tensor target)
        {
            AddTensorInPlace.Run(this, target);
            return this;
        }

        /// <inheritdoc cref="add_(Scalar)"/>
        public Tensor add_(Tensor target, Scalar alpha)
        {
            AddTensorInPlace.Run(this, target, alpha);
            return this;
        }

        /// <summary>Difference from a tensor (broadcast) or a number.</summary>
        public Tensor sub(Scalar target) => SubScalar.Call(this, target);

        /// <inheritdoc cref="sub(Scalar)"/>
        public Tensor sub(Tensor target) => SubTensor.Call(this, target);

        /// <summary>Difference from a tensor (broadcast) or a number, in place.</summary>
        public Tensor sub_(Scalar target)
        {
            SubScalarInPlace.Run(this, target);
            return this;
        }

        /// <inheritdoc cref="sub_(Scalar)"/>
        public Tensor sub_(Tensor target)
        {
            SubTensorInPlace.Run(this, target);
            return this;
        }

        /// <summary>Difference from a tensor (broadcast) or a number.</summary>
        public Tensor subtract(Scalar target) => sub(target);

        /// <inheritdoc cref="subtract(Scalar)"/>
        public Tensor subtract(Tensor target) => sub(target);

        /// <summary>Difference from a tensor (broadcast) or a number, in place.</summary>
        public Tensor subtract_(Scalar target) => sub_(target);

        /// <inheritdoc cref="subtract_(Scalar)"/>
        public Tensor subtract_(Tensor target) => sub_(target);

        /// <summary>Product with a tensor (broadcast) or a number.</summary>
        public Tensor mul(Scalar target) => MulScalar.Call(this, target);

        /// <inheritdoc cref="mul(Scalar)"/>
        public Tensor mul(Tensor target) => MulTensor.Call(this, target);

        /// <summary>Product with a tensor (broadcast) or a number, in place.</summary>
        public Tensor mul_(Scalar target)
        {
            MulScalarInPlace.Run(this, target);
            return this;
        }

        /// <inheritdoc cref="mul_(Scalar)"/>
        public Tensor mul_(Tensor target)
        {
            MulTensorInPlace.Run(this, target);
            return this;
        }

        /// <summary>Product with a tensor (broadcast) or a number.</summary>
        public Tensor multiply(Scalar target) => mul(target);

        /// <inheritdoc cref="multiply(Scalar)"/>
        public Tensor multiply(Tensor target) => mul(target);

        /// <summary>Quotient by a tensor (broadcast) or a number, rounded if asked for.</summary>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => DivScalarMode.Call(this, target, RoundingText(rounding_mode));

        /// <inheritdoc cref="div(Scalar,RoundingMode)"/>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => DivTensorMode.Call(this, target, RoundingText(rounding_mode));

        /// <summary>Quotient by a tensor (broadcast) or a number, rounded if asked for, in place.</summary>
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None)
        {
            DivScalarModeInPlace.Run(this, target, RoundingText(rounding_mode));
            return this;
        }

        /// <inheritdoc cref="div_(Scalar,RoundingMode)"/>
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None)
        {
            DivTensorModeInPlace.Run(this, target, RoundingText(rounding_mode));
            return this;
        }

        /// <summary>Quotient by a tensor (broadcast) or a number, rounded if asked for.</summary>
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        /// <inheritdoc cref="divide(Scalar,RoundingMode)"/>
        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        /// <summary>Quotient by a tensor (broadcast) or a number, rounded if asked for, in place.</summary>
        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        /// <inheritdoc cref="divide_(Scalar,RoundingMode)"/>
        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        /// <summary>Remainder with the sign of the divisor.</summary>
        public Tensor remainder(Scalar scalar) => RemainderScalar.Call(this, scalar);

        /// <inheritdoc cref="remainder(Scalar)"/>
        public Tensor remainder(Tensor target) => RemainderTensor.Call(this, target);

        /// <summary>Remainder with the sign of the divisor, in place.</summary>
        public Tensor remainder_(Scalar scalar)
        {
            RemainderScalarInPlace.Run(this, scalar);
            return this;
        }

        /// <inheritdoc cref="remainder_(Scalar)"/>
        public Tensor remainder_(Tensor target)
        {
            RemainderTensorInPlace.Run(this, target);
            return this;
        }

        /// <summary>Remainder with the sign of the dividend.</summary>
        public Tensor fmod(Scalar scalar) => FmodScalar.Call(this, scalar);

        /// <inheritdoc cref="fmod(Scalar)"/>
        public Tensor fmod(Tensor target) => FmodTensor.Call(this, target);

        /// <summary>Remainder with the sign of the dividend, in place.</summary>
        public Tensor fmod_(Scalar scalar)
        {
            FmodScalarInPlace.Run(this, scalar);
            return this;
        }

        /// <inheritdoc cref="fmod_(Scalar)"/>
        public Tensor fmod_(Tensor target)
        {
            FmodTensorInPlace.Run(this, target);
            return this;
        }

        /// <summary>This tensor + value · tensor1 · tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Addcmul.Call(this, tensor1, tensor2, value);

        /// <summary>This tensor + value · tensor1 · tensor2, in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            AddcmulInPlace.Run(this, tensor1, tensor2, value);
            return this;
        }

        /// <summary>This tensor + value · tensor1 / tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Addcdiv.Call(this, tensor1, tensor2);

        /// <inheritdoc cref="addcdiv(Tensor,Tensor)"/>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Addcdiv.Call(this, tensor1, tensor2, value);

        /// <summary>This tensor + value · tensor1 / tensor2, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2)
        {
            AddcdivInPlace.Run(this, tensor1, tensor2);
            return this;
        }

        /// <inheritdoc cref="addcdiv_(Tensor,Tensor)"/>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            AddcdivInPlace.Run(this, tensor1, tensor2, value);
            return this;
        }

        /// <summary>This tensor + weight · (end - this tensor).</summary>
        public Tensor lerp(Tensor end, Tensor weight) => LerpTensor.Call(this, end, weight);

        /// <summary>This tensor + weight · (end - this tensor), in place.</summary>
        public Tensor lerp_(Tensor end, Tensor weight)
        {
            LerpTensorInPlace.Run(this, end, weight);
            return this;
        }

        /// <summary>Each element to a power, a number or a tensor (broadcast).</summary>
        public Tensor pow(Scalar exponent) => PowTensorScalar.Call(this, exponent);

        /// <inheritdoc cref="pow(Scalar)"/>
        public Tensor pow(Tensor exponent) => PowTensorTensor.Call(this, exponent);

        /// <summary>Each element to a power, a number or a tensor (broadcast), in place.</summary>
        public Tensor pow_(Scalar exponent)
        {
            PowScalarInPlace.Run(this, exponent);
            return this;
        }

        /// <inheritdoc cref="pow_(Scalar)"/>
        public Tensor pow_(Tensor exponent)
        {
            PowTensorInPlace.Run(this, exponent);
            return this;
        }

        /// <summary>The larger of each pair of elements (broadcast).</summary>
        public Tensor maximum(Tensor other) => Maximum.Call(this, other);

        /// <summary>The smaller of each pair of elements (broadcast).</summary>
        public Tensor minimum(Tensor other) => Minimum.Call(this, other);

        /// <summary>The larger of each pair of elements; NaN only where both are.</summary>
        public Tensor fmax(Tensor other) => Fmax.Call(this, other);

        /// <summary>The smaller of each pair of elements; NaN only where both are.</summary>
        public Tensor fmin(Tensor other) => Fmin.Call(this, other);

        /// <summary>log(exp(x) + exp(y)).</summary>
        public Tensor logaddexp(Tensor other) => Logaddexp.Call(this, other);

        /// <summary>sqrt(x² + y²).</summary>
        public Tensor hypot(Tensor other) => Hypot.Call(this, other);

        /// <summary>x · log(y), 0 where x is 0.</summary>
        public Tensor xlogy(Scalar y) => XlogyScalarOther.Call(this, y);

        /// <inheritdoc cref="xlogy(Scalar)"/>
        public Tensor xlogy(Tensor y) => XlogyTensor.Call(this, y);

        /// <summary>x · log(y), 0 where x is 0, in place.</summary>
        public Tensor xlogy_(Scalar y)
        {
            XlogyScalarOtherInPlace.Run(this, y);
            return this;
        }

        /// <inheritdoc cref="xlogy_(Scalar)"/>
        public Tensor xlogy_(Tensor y)
        {
            XlogyTensorInPlace.Run(this, y);
            return this;
        }

        /// <summary>Each element limited to a range; null leaves a side open.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Clamp.Call(this, min, max);

        /// <inheritdoc cref="clamp(Scalar,Scalar)"/>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => ClampTensor.Call(this, min, max);

        /// <summary>Each element limited to a range; null leaves a side open, in place.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            ClampInPlace.Run(this, min, max);
            return this;
        }

        /// <inheritdoc cref="clamp_(Scalar,Scalar)"/>
        public Tensor clamp_(Tensor? min = null, Tensor? max = null)
        {
            ClampTensorInPlace.Run(this, min, max);
            return this;
        }

        /// <summary>Each element raised to a lower bound.</summary>
        public Tensor clamp_min(Scalar min) => ClampMin.Call(this, min);

        /// <summary>Each element raised to a lower bound, in place.</summary>
        public Tensor clamp_min_(Scalar min)
        {
            ClampMinInPlace.Run(this, min);
            return this;
        }

        /// <summary>Each element lowered to an upper bound.</summary>
        public Tensor clamp_max(Scalar max) => ClampMax.Call(this, max);

        /// <summary>Each element lowered to an upper bound, in place.</summary>
        public Tensor clamp_max_(Scalar max)
        {
            ClampMaxInPlace.Run(this, max);
            return this;
        }

        /// <summary>Each element limited to a range; null leaves a side open.</summary>
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        /// <summary>NaN and infinities replaced by numbers; null stands for the largest the type has.</summary>
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => NanToNum.Call(this, nan, posinf, neginf);

        /// <summary>NaN and infinities replaced by numbers; null stands for the largest the type has, in place.</summary>
        public Tensor nan_to_num_(double nan = 0, double? posinf = null, double? neginf = null)
        {
            NanToNumInPlace.Run(this, nan, posinf, neginf);
            return this;
        }

        private static readonly Operator AddScalar = new("aten::add", "Scalar");
        private static readonly Operator AddScalarInPlace = new("aten::add_", "Scalar");
        private static readonly Operator AddTensor = new("aten::add", "Tensor");
        private static readonly Operator AddTensorInPlace = new("aten::add_", "Tensor");
        private static readonly Operator Addcdiv = new("aten::addcdiv");
        private static readonly Operator AddcdivInPlace = new("aten::addcdiv_");
        private static readonly Operator Addcmul = new("aten::addcmul");
        private static readonly Operator AddcmulInPlace = new("aten::addcmul_");
        private static readonly Operator Clamp = new("aten::clamp");
        private static readonly Operator ClampInPlace = new("aten::clamp_");
        private static readonly Operator ClampMax = new("aten::clamp_max");
        private static readonly Operator ClampMaxInPlace = new("aten::clamp_max_");
        private static readonly Operator ClampMin = new("aten::clamp_min");
        private static readonly Operator ClampMinInPlace = new("aten::clamp_min_");
        private static readonly Operator ClampTensor = new("aten::clamp", "Tensor");
        private static readonly Operator ClampTensorInPlace = new("aten::clamp_", "Tensor");
        private static readonly Operator DivScalarMode = new("aten::div", "Scalar_mode");
        private static readonly Operator DivScalarModeInPlace = new("aten::div_", "Scalar_mode");
        private static readonly Operator DivTensorMode = new("aten::div", "Tensor_mode");
        private static readonly Operator DivTensorModeInPlace = new("aten::div_", "Tensor_mode");
        private static readonly Operator Fmax = new("aten::fmax");
        private static readonly Operator Fmin = new("aten::fmin");
        private static readonly Operator FmodScalar = new("aten::fmod", "Scalar");
        private static readonly Operator FmodScalarInPlace = new("aten::fmod_", "Scalar");
        private static readonly Operator FmodTensor = new("aten::fmod", "Tensor");
        private static readonly Operator FmodTensorInPlace = new("aten::fmod_", "Tensor");
        private static readonly Operator Hypot = new("aten::hypot");
        private static readonly Operator LerpTensor = new("aten::lerp", "Tensor");
        private static readonly Operator LerpTensorInPlace = new("aten::lerp_", "Tensor");
        private static readonly Operator Logaddexp = new("aten::logaddexp");
        private static readonly Operator Maximum = new("aten::maximum");
        private static readonly Operator Minimum = new("aten::minimum");
        private static readonly Operator MulScalar = new("aten::mul", "Scalar");
        private static readonly Operator MulScalarInPlace = new("aten::mul_", "Scalar");
        private static readonly Operator MulTensor = new("aten::mul", "Tensor");
        private static readonly Operator MulTensorInPlace = new("aten::mul_", "Tensor");
        private static readonly Operator NanToNum = new("aten::nan_to_num");
        private static readonly Operator NanToNumInPlace = new("aten::nan_to_num_");
        private static readonly Operator PowScalarInPlace = new("aten::pow_", "Scalar");
        private static readonly Operator PowTensorInPlace = new("aten::pow_", "Tensor");
        private static readonly Operator PowTensorScalar = new("aten::pow", "Tensor_Scalar");
        private static readonly Operator PowTensorTensor = new("aten::pow", "Tensor_Tensor");
        private static readonly Operator RemainderScalar = new("aten::remainder", "Scalar");
        private static readonly Operator RemainderScalarInPlace = new("aten::remainder_", "Scalar");
        private static readonly Operator RemainderTensor = new("aten::remainder", "Tensor");
        private static readonly Operator RemainderTensorInPlace = new("aten::remainder_", "Tensor");
        private static readonly Operator SubScalar = new("aten::sub", "Scalar");
        private static readonly Operator SubScalarInPlace = new("aten::sub_", "Scalar");
        private static readonly Operator SubTensor = new("aten::sub", "Tensor");
        private static readonly Operator SubTensorInPlace = new("aten::sub_", "Tensor");
        private static readonly Operator XlogyScalarOther = new("aten::xlogy", "Scalar_Other");
        private static readonly Operator XlogyScalarOtherInPlace = new("aten::xlogy_", "Scalar_Other");
        private static readonly Operator XlogyTensor = new("aten::xlogy", "Tensor");
        private static readonly Operator XlogyTensorInPlace = new("aten::xlogy_", "Tensor");
    }
}
