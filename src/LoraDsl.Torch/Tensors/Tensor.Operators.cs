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
        public static Tensor operator +(Tensor left, int right) => left.add(right);

        /// <inheritdoc cref="add(Scalar)"/>
        public static Tensor operator +(Tensor left, long right) => left.add(right);

        /// <inheritdoc cref="add(Scalar)"/>
        public static Tensor operator +(Tensor left, float right) => left.add(right);

        /// <inheritdoc cref="add(Scalar)"/>
        public static Tensor operator +(Tensor left, double right) => left.add(right);

        /// <summary>Sum of a number and each element.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        /// <summary>Sum of a number and each element.</summary>
        public static Tensor operator +(int left, Tensor right) => right.add(left);

        /// <summary>Sum of a number and each element.</summary>
        public static Tensor operator +(long left, Tensor right) => right.add(left);

        /// <summary>Sum of a number and each element.</summary>
        public static Tensor operator +(float left, Tensor right) => right.add(left);

        /// <summary>Sum of a number and each element.</summary>
        public static Tensor operator +(double left, Tensor right) => right.add(left);

        /// <inheritdoc cref="sub(Tensor)"/>
        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        /// <inheritdoc cref="sub(Scalar)"/>
        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        /// <inheritdoc cref="sub(Scalar)"/>
        public static Tensor operator -(Tensor left, int right) => left.sub(right);

        /// <inheritdoc cref="sub(Scalar)"/>
        public static Tensor operator -(Tensor left, long right) => left.sub(right);

        /// <inheritdoc cref="sub(Scalar)"/>
        public static Tensor operator -(Tensor left, float right) => left.sub(right);

        /// <inheritdoc cref="sub(Scalar)"/>
        public static Tensor operator -(Tensor left, double right) => left.sub(right);

        /// <summary>A number less each element.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => ReverseSubtract.Call(right, left);

        /// <summary>A number less each element.</summary>
        public static Tensor operator -(int left, Tensor right) => ReverseSubtract.Call(right, (Scalar)left);

        /// <summary>A number less each element.</summary>
        public static Tensor operator -(long left, Tensor right) => ReverseSubtract.Call(right, (Scalar)left);

        /// <summary>A number less each element.</summary>
        public static Tensor operator -(float left, Tensor right) => ReverseSubtract.Call(right, (Scalar)left);

        /// <summary>A number less each element.</summary>
        public static Tensor operator -(double left, Tensor right) => ReverseSubtract.Call(right, (Scalar)left);

        /// <inheritdoc cref="mul(Tensor)"/>
        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        /// <inheritdoc cref="mul(Scalar)"/>
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        /// <inheritdoc cref="mul(Scalar)"/>
        public static Tensor operator *(Tensor left, int right) => left.mul(right);

        /// <inheritdoc cref="mul(Scalar)"/>
        public static Tensor operator *(Tensor left, long right) => left.mul(right);

        /// <inheritdoc cref="mul(Scalar)"/>
        public static Tensor operator *(Tensor left, float right) => left.mul(right);

        /// <inheritdoc cref="mul(Scalar)"/>
        public static Tensor operator *(Tensor left, double right) => left.mul(right);

        /// <summary>Product of a number and each element.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        /// <summary>Product of a number and each element.</summary>
        public static Tensor operator *(int left, Tensor right) => right.mul(left);

        /// <summary>Product of a number and each element.</summary>
        public static Tensor operator *(long left, Tensor right) => right.mul(left);

        /// <summary>Product of a number and each element.</summary>
        public static Tensor operator *(float left, Tensor right) => right.mul(left);

        /// <summary>Product of a number and each element.</summary>
        public static Tensor operator *(double left, Tensor right) => right.mul(left);

        /// <inheritdoc cref="div(Tensor, RoundingMode)"/>
        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        /// <inheritdoc cref="div(Scalar, RoundingMode)"/>
        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        /// <inheritdoc cref="div(Scalar, RoundingMode)"/>
        public static Tensor operator /(Tensor left, int right) => left.div(right);

        /// <inheritdoc cref="div(Scalar, RoundingMode)"/>
        public static Tensor operator /(Tensor left, long right) => left.div(right);

        /// <inheritdoc cref="div(Scalar, RoundingMode)"/>
        public static Tensor operator /(Tensor left, float right) => left.div(right);

        /// <inheritdoc cref="div(Scalar, RoundingMode)"/>
        public static Tensor operator /(Tensor left, double right) => left.div(right);

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
        public static Tensor operator %(Tensor left, int right) => left.remainder(right);

        /// <inheritdoc cref="remainder(Scalar)"/>
        public static Tensor operator %(Tensor left, long right) => left.remainder(right);

        /// <inheritdoc cref="remainder(Scalar)"/>
        public static Tensor operator %(Tensor left, float right) => left.remainder(right);

        /// <inheritdoc cref="remainder(Scalar)"/>
        public static Tensor operator %(Tensor left, double right) => left.remainder(right);

        /// <inheritdoc cref="neg()"/>
        public static Tensor operator -(Tensor tensor) => tensor.neg();

        private static readonly Operator ReverseSubtract = new("aten::rsub", "Scalar");
    }
}
