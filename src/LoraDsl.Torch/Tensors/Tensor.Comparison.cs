using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether each element equals the other side (broadcast).</summary>
        public Tensor eq(Scalar target) => EqScalar.Call(this, target);

        /// <inheritdoc cref="eq(Scalar)"/>
        public Tensor eq(Tensor target) => EqTensor.Call(this, target);

        /// <summary>Whether each element equals the other side (broadcast), in place.</summary>
        public Tensor eq_(Scalar target)
        {
            EqScalarInPlace.Run(this, target);
            return this;
        }

        /// <inheritdoc cref="eq_(Scalar)"/>
        public Tensor eq_(Tensor target)
        {
            EqTensorInPlace.Run(this, target);
            return this;
        }

        /// <summary>Whether each element differs from the other side (broadcast).</summary>
        public Tensor ne(Scalar target) => NeScalar.Call(this, target);

        /// <inheritdoc cref="ne(Scalar)"/>
        public Tensor ne(Tensor target) => NeTensor.Call(this, target);

        /// <summary>Whether each element differs from the other side (broadcast), in place.</summary>
        public Tensor ne_(Scalar target)
        {
            NeScalarInPlace.Run(this, target);
            return this;
        }

        /// <inheritdoc cref="ne_(Scalar)"/>
        public Tensor ne_(Tensor target)
        {
            NeTensorInPlace.Run(this, target);
            return this;
        }

        /// <summary>Whether each element is below the other side (broadcast).</summary>
        public Tensor lt(Scalar target) => LtScalar.Call(this, target);

        /// <inheritdoc cref="lt(Scalar)"/>
        public Tensor lt(Tensor target) => LtTensor.Call(this, target);

        /// <summary>Whether each element is below the other side (broadcast), in place.</summary>
        public Tensor lt_(Scalar target)
        {
            LtScalarInPlace.Run(this, target);
            return this;
        }

        /// <inheritdoc cref="lt_(Scalar)"/>
        public Tensor lt_(Tensor target)
        {
            LtTensorInPlace.Run(this, target);
            return this;
        }

        /// <summary>Whether each element is not above the other side (broadcast).</summary>
        public Tensor le(Scalar target) => LeScalar.Call(this, target);

        /// <inheritdoc cref="le(Scalar)"/>
        public Tensor le(Tensor target) => LeTensor.Call(this, target);

        /// <summary>Whether each element is not above the other side (broadcast), in place.</summary>
        public Tensor le_(Scalar target)
        {
            LeScalarInPlace.Run(this, target);
            return this;
        }

        /// <inheritdoc cref="le_(Scalar)"/>
        public Tensor le_(Tensor target)
        {
            LeTensorInPlace.Run(this, target);
            return this;
        }

        /// <summary>Whether each element is above the other side (broadcast).</summary>
        public Tensor gt(Scalar target) => GtScalar.Call(this, target);

        /// <inheritdoc cref="gt(Scalar)"/>
        public Tensor gt(Tensor target) => GtTensor.Call(this, target);

        /// <summary>Whether each element is above the other side (broadcast), in place.</summary>
        public Tensor gt_(Scalar target)
        {
            GtScalarInPlace.Run(this, target);
            return this;
        }

        /// <inheritdoc cref="gt_(Scalar)"/>
        public Tensor gt_(Tensor target)
        {
            GtTensorInPlace.Run(this, target);
            return this;
        }

        /// <summary>Whether each element is not below the other side (broadcast).</summary>
        public Tensor ge(Scalar target) => GeScalar.Call(this, target);

        /// <inheritdoc cref="ge(Scalar)"/>
        public Tensor ge(Tensor target) => GeTensor.Call(this, target);

        /// <summary>Whether each element is not below the other side (broadcast), in place.</summary>
        public Tensor ge_(Scalar target)
        {
            GeScalarInPlace.Run(this, target);
            return this;
        }

        /// <inheritdoc cref="ge_(Scalar)"/>
        public Tensor ge_(Tensor target)
        {
            GeTensorInPlace.Run(this, target);
            return this;
        }

        /// <summary>Whether each element differs from the other side (broadcast).</summary>
        public Tensor not_equal(Tensor target) => NotEqualTensor.Call(this, target);

        /// <summary>Whether each element differs from the other side (broadcast), in place.</summary>
        public Tensor not_equal_(Tensor target)
        {
            NotEqualTensorInPlace.Run(this, target);
            return this;
        }

        /// <summary>Whether each element is below the other side (broadcast).</summary>
        public Tensor less(Tensor target) => LessTensor.Call(this, target);

        /// <summary>Whether each element is not above the other side (broadcast).</summary>
        public Tensor less_equal(Tensor target) => LessEqualTensor.Call(this, target);

        /// <summary>Whether each element is not above the other side (broadcast), in place.</summary>
        public Tensor less_equal_(Tensor target)
        {
            LessEqualTensorInPlace.Run(this, target);
            return this;
        }

        /// <summary>Whether each element is above the other side (broadcast).</summary>
        public Tensor greater(Tensor target) => GreaterTensor.Call(this, target);

        /// <summary>Whether each element is not below the other side (broadcast).</summary>
        public Tensor greater_equal(Tensor target) => GreaterEqualTensor.Call(this, target);

        /// <summary>Truth of both sides.</summary>
        public Tensor logical_and(Tensor other) => LogicalAnd.Call(this, other);

        /// <summary>Truth of both sides, in place.</summary>
        public Tensor logical_and_(Tensor other)
        {
            LogicalAndInPlace.Run(this, other);
            return this;
        }

        /// <summary>Truth of either side.</summary>
        public Tensor logical_or(Tensor other) => LogicalOr.Call(this, other);

        /// <summary>Truth of either side, in place.</summary>
        public Tensor logical_or_(Tensor other)
        {
            LogicalOrInPlace.Run(this, other);
            return this;
        }

        /// <summary>Truth of exactly one side.</summary>
        public Tensor logical_xor(Tensor other) => LogicalXor.Call(this, other);

        /// <summary>Truth of exactly one side, in place.</summary>
        public Tensor logical_xor_(Tensor other)
        {
            LogicalXorInPlace.Run(this, other);
            return this;
        }

        /// <summary>Falsehood of each element.</summary>
        public Tensor logical_not() => LogicalNot.Call(this);

        /// <summary>Falsehood of each element, in place.</summary>
        public Tensor logical_not_()
        {
            LogicalNotInPlace.Run(this);
            return this;
        }

        /// <summary>Bitwise and.</summary>
        public Tensor bitwise_and(Tensor other) => BitwiseAndTensor.Call(this, other);

        /// <summary>Bitwise and, in place.</summary>
        public Tensor bitwise_and_(Tensor other)
        {
            BitwiseAndTensorInPlace.Run(this, other);
            return this;
        }

        /// <summary>Bitwise or.</summary>
        public Tensor bitwise_or(Tensor other) => BitwiseOrTensor.Call(this, other);

        /// <summary>Bitwise or, in place.</summary>
        public Tensor bitwise_or_(Tensor other)
        {
            BitwiseOrTensorInPlace.Run(this, other);
            return this;
        }

        /// <summary>Bitwise exclusive or.</summary>
        public Tensor bitwise_xor(Tensor other) => BitwiseXorTensor.Call(this, other);

        /// <summary>Bitwise exclusive or, in place.</summary>
        public Tensor bitwise_xor_(Tensor other)
        {
            BitwiseXorTensorInPlace.Run(this, other);
            return this;
        }

        /// <summary>Bitwise complement.</summary>
        public Tensor bitwise_not() => BitwiseNot.Call(this);

        /// <summary>Bitwise complement, in place.</summary>
        public Tensor bitwise_not_()
        {
            BitwiseNotInPlace.Run(this);
            return this;
        }

        /// <summary>Whether each element is NaN.</summary>
        public Tensor isnan() => Isnan.Call(this);

        /// <summary>Whether each element is infinite.</summary>
        public Tensor isinf() => Isinf.Call(this);

        /// <summary>Whether each element is a finite number.</summary>
        public Tensor isfinite() => Isfinite.Call(this);

        /// <summary>Whether each element is positive infinity.</summary>
        public Tensor isposinf() => Isposinf.Call(this);

        /// <summary>Whether each element is negative infinity.</summary>
        public Tensor isneginf() => Isneginf.Call(this);

        /// <summary>Whether |a - b| ≤ atol + rtol · |b| for each pair.</summary>
        public Tensor isclose(Tensor other, double rtol = 1e-5, double atol = 1e-8, bool nanEqual = false) => Isclose.Call(this, other, rtol, atol, nanEqual);

        /// <summary>A tensor of one truth value: whether shapes and elements are equal.</summary>
        public Tensor equal(Tensor target) => eq(target);

        /// <summary>Whether each element is among the test elements.</summary>
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) => IsinTensorTensor.Call(this, test_elements, assumeUnique, invert);

        private static readonly Operator BitwiseAndTensor = new("aten::bitwise_and", "Tensor");
        private static readonly Operator BitwiseAndTensorInPlace = new("aten::bitwise_and_", "Tensor");
        private static readonly Operator BitwiseNot = new("aten::bitwise_not");
        private static readonly Operator BitwiseNotInPlace = new("aten::bitwise_not_");
        private static readonly Operator BitwiseOrTensor = new("aten::bitwise_or", "Tensor");
        private static readonly Operator BitwiseOrTensorInPlace = new("aten::bitwise_or_", "Tensor");
        private static readonly Operator BitwiseXorTensor = new("aten::bitwise_xor", "Tensor");
        private static readonly Operator BitwiseXorTensorInPlace = new("aten::bitwise_xor_", "Tensor");
        private static readonly Operator EqScalar = new("aten::eq", "Scalar");
        private static readonly Operator EqScalarInPlace = new("aten::eq_", "Scalar");
        private static readonly Operator EqTensor = new("aten::eq", "Tensor");
        private static readonly Operator EqTensorInPlace = new("aten::eq_", "Tensor");
        private static readonly Operator GeScalar = new("aten::ge", "Scalar");
        private static readonly Operator GeScalarInPlace = new("aten::ge_", "Scalar");
        private static readonly Operator GeTensor = new("aten::ge", "Tensor");
        private static readonly Operator GeTensorInPlace = new("aten::ge_", "Tensor");
        private static readonly Operator GreaterEqualTensor = new("aten::greater_equal", "Tensor");
        private static readonly Operator GreaterTensor = new("aten::greater", "Tensor");
        private static readonly Operator GtScalar = new("aten::gt", "Scalar");
        private static readonly Operator GtScalarInPlace = new("aten::gt_", "Scalar");
        private static readonly Operator GtTensor = new("aten::gt", "Tensor");
        private static readonly Operator GtTensorInPlace = new("aten::gt_", "Tensor");
        private static readonly Operator Isclose = new("aten::isclose");
        private static readonly Operator Isfinite = new("aten::isfinite");
        private static readonly Operator IsinTensorTensor = new("aten::isin", "Tensor_Tensor");
        private static readonly Operator Isinf = new("aten::isinf");
        private static readonly Operator Isnan = new("aten::isnan");
        private static readonly Operator Isneginf = new("aten::isneginf");
        private static readonly Operator Isposinf = new("aten::isposinf");
        private static readonly Operator LeScalar = new("aten::le", "Scalar");
        private static readonly Operator LeScalarInPlace = new("aten::le_", "Scalar");
        private static readonly Operator LeTensor = new("aten::le", "Tensor");
        private static readonly Operator LeTensorInPlace = new("aten::le_", "Tensor");
        private static readonly Operator LessEqualTensor = new("aten::less_equal", "Tensor");
        private static readonly Operator LessEqualTensorInPlace = new("aten::less_equal_", "Tensor");
        private static readonly Operator LessTensor = new("aten::less", "Tensor");
        private static readonly Operator LogicalAnd = new("aten::logical_and");
        private static readonly Operator LogicalAndInPlace = new("aten::logical_and_");
        private static readonly Operator LogicalNot = new("aten::logical_not");
        private static readonly Operator LogicalNotInPlace = new("aten::logical_not_");
        private static readonly Operator LogicalOr = new("aten::logical_or");
        private static readonly Operator LogicalOrInPlace = new("aten::logical_or_");
        private static readonly Operator LogicalXor = new("aten::logical_xor");
        private static readonly Operator LogicalXorInPlace = new("aten::logical_xor_");
        private static readonly Operator LtScalar = new("aten::lt", "Scalar");
        private static readonly Operator LtScalarInPlace = new("aten::lt_", "Scalar");
        private static readonly Operator LtTensor = new("aten::lt", "Tensor");
        private static readonly Operator LtTensorInPlace = new("aten::lt_", "Tensor");
        private static readonly Operator NeScalar = new("aten::ne", "Scalar");
        private static readonly Operator NeScalarInPlace = new("aten::ne_", "Scalar");
        private static readonly Operator NeTensor = new("aten::ne", "Tensor");
        private static readonly Operator NeTensorInPlace = new("aten::ne_", "Tensor");
        private static readonly Operator NotEqualTensor = new("aten::not_equal", "Tensor");
        private static readonly Operator NotEqualTensorInPlace = new("aten::not_equal_", "Tensor");
    }
}
