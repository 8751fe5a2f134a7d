using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <inheritdoc cref="add(Tensor)"/>
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        /// <inheritdoc cref="add(Scalar)"/>
        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        /// <inheritdoc cref="add(Scalar)"/>
        public static Tensor operator +(Tensor left, int right) => AddScalar.Call(left, right);

        /// <inheritdoc cref="add(Scalar)"/>
        public static Tensor operator +(Tensor left, long right) => AddScalar.Call(left, right);

        /// <inheritdoc cref="add(Scalar)"/>
        public static Tensor operator +(Tensor left, float right) => AddScalar.Call(left, right);

        /// <inheritdoc cref="add(Scalar)"/>
        public static Tensor operator +(Tensor left, double right) => AddScalar.Call(left, right);

        /// <summary>Sum of a number and each element.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        /// <summary>Sum of a number and each element.</summary>
        public static Tensor operator +(int left, Tensor right) => AddScalar.Call(right, left);

        /// <summary>Sum of a number and each element.</summary>
        public static Tensor operator +(long left, Tensor right) => AddScalar.Call(right, left);

        /// <summary>Sum of a number and each element.</summary>
        public static Tensor operator +(float left, Tensor right) => AddScalar.Call(right, left);

        /// <summary>Sum of a number and each element.</summary>
        public static Tensor operator +(double left, Tensor right) => AddScalar.Call(right, left);

        /// <inheritdoc cref="sub(Tensor)"/>
        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        /// <inheritdoc cref="sub(Scalar)"/>
        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        /// <inheritdoc cref="sub(Scalar)"/>
        public static Tensor operator -(Tensor left, int right) => SubScalar.Call(left, right);

        /// <inheritdoc cref="sub(Scalar)"/>
        public static Tensor operator -(Tensor left, long right) => SubScalar.Call(left, right);

        /// <inheritdoc cref="sub(Scalar)"/>
        public static Tensor operator -(Tensor left, float right) => SubScalar.Call(left, right);

        /// <inheritdoc cref="sub(Scalar)"/>
        public static Tensor operator -(Tensor left, double right) => SubScalar.Call(left, right);

        /// <summary>A number less each element.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => ReverseSubtract.Call(right, left);

        /// <summary>A number less each element.</summary>
        public static Tensor operator -(int left, Tensor right) => ReverseSubtract.Call(right, left);

        /// <summary>A number less each element.</summary>
        public static Tensor operator -(long left, Tensor right) => ReverseSubtract.Call(right, left);

        /// <summary>A number less each element.</summary>
        public static Tensor operator -(float left, Tensor right) => ReverseSubtract.Call(right, left);

        /// <summary>A number less each element.</summary>
        public static Tensor operator -(double left, Tensor right) => ReverseSubtract.Call(right, left);

        /// <inheritdoc cref="mul(Tensor)"/>
        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        /// <inheritdoc cref="mul(Scalar)"/>
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        /// <inheritdoc cref="mul(Scalar)"/>
        public static Tensor operator *(Tensor left, int right) => MulScalar.Call(left, right);

        /// <inheritdoc cref="mul(Scalar)"/>
        public static Tensor operator *(Tensor left, long right) => MulScalar.Call(left, right);

        /// <inheritdoc cref="mul(Scalar)"/>
        public static Tensor operator *(Tensor left, float right) => MulScalar.Call(left, right);

        /// <inheritdoc cref="mul(Scalar)"/>
        public static Tensor operator *(Tensor left, double right) => MulScalar.Call(left, right);

        /// <summary>Product of a number and each element.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        /// <summary>Product of a number and each element.</summary>
        public static Tensor operator *(int left, Tensor right) => MulScalar.Call(right, left);

        /// <summary>Product of a number and each element.</summary>
        public static Tensor operator *(long left, Tensor right) => MulScalar.Call(right, left);

        /// <summary>Product of a number and each element.</summary>
        public static Tensor operator *(float left, Tensor right) => MulScalar.Call(right, left);

        /// <summary>Product of a number and each element.</summary>
        public static Tensor operator *(double left, Tensor right) => MulScalar.Call(right, left);

        /// <inheritdoc cref="div(Tensor, RoundingMode)"/>
        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        /// <inheritdoc cref="div(Scalar, RoundingMode)"/>
        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        /// <inheritdoc cref="div(Scalar, RoundingMode)"/>
        public static Tensor operator /(Tensor left, int right) => DivScalarMode.Call(left, right, Value.None);

        /// <inheritdoc cref="div(Scalar, RoundingMode)"/>
        public static Tensor operator /(Tensor left, long right) => DivScalarMode.Call(left, right, Value.None);

        /// <inheritdoc cref="div(Scalar, RoundingMode)"/>
        public static Tensor operator /(Tensor left, float right) => DivScalarMode.Call(left, right, Value.None);

        /// <inheritdoc cref="div(Scalar, RoundingMode)"/>
        public static Tensor operator /(Tensor left, double right) => DivScalarMode.Call(left, right, Value.None);

        /// <summary>A number divided by each element.</summary>
        public static Tensor operator /(Scalar left, Tensor right) => right.reciprocal().mul(left);

        /// <summary>A number divided by each element.</summary>
        public static Tensor operator /(int left, Tensor right) => right.reciprocal().mul(left);

        /// <summary>A number divided by each element.</summary>
        public static Tensor operator /(long left, Tensor right) => right.reciprocal().mul(left);

        /// <summary>A number divided by each element.</summary>
        public static Tensor operator /(float left, Tensor right) => right.reciprocal().mul(left);

        /// <summary>A number divided by each element.</summary>
        public static Tensor operator /(double left, Tensor right) => right.reciprocal().mul(left);

        /// <inheritdoc cref="remainder(Tensor)"/>
        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        /// <inheritdoc cref="remainder(Scalar)"/>
        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        /// <inheritdoc cref="remainder(Scalar)"/>
        public static Tensor operator %(Tensor left, int right) => RemainderScalar.Call(left, right);

        /// <inheritdoc cref="remainder(Scalar)"/>
        public static Tensor operator %(Tensor left, long right) => RemainderScalar.Call(left, right);

        /// <inheritdoc cref="remainder(Scalar)"/>
        public static Tensor operator %(Tensor left, float right) => RemainderScalar.Call(left, right);

        /// <inheritdoc cref="remainder(Scalar)"/>
        public static Tensor operator %(Tensor left, double right) => RemainderScalar.Call(left, right);

        /// <inheritdoc cref="neg()"/>
        public static Tensor operator -(Tensor tensor) => tensor.neg();

        private static readonly Operator ReverseSubtract = new("aten::rsub", "Scalar");
    }
}
