using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <inheritdoc cref="atan()"/>
        public Tensor arctan() => atan();

        /// <inheritdoc cref="atan_()"/>
        public Tensor arctan_() => atan_();

        /// <inheritdoc cref="atan2(Tensor)"/>
        public Tensor arctan(Tensor other) => atan2(other);

        /// <inheritdoc cref="atan2_(Tensor)"/>
        public Tensor arctan_(Tensor other) => atan2_(other);

        /// <summary>x · Φ(x), Φ computed exactly or by its approximation with tanh.</summary>
        public Tensor gelu(Modules.GELU.Approximate approximate) => Gelu.Call(this, approximate.ToString());

        /// <summary>x · Φ(x), in place, Φ computed exactly or by its approximation with tanh.</summary>
        public Tensor gelu_(Modules.GELU.Approximate approximate)
        {
            GeluInPlace.Run(this, approximate.ToString());
            return this;
        }

        /// <summary>x above 0, w · x below, w one weight or one for each channel.</summary>
        public Tensor prelu(Tensor target) => Prelu.Call(this, target);

        /// <summary>x above 0, x times the mean of two slopes below.</summary>
        public Tensor rrelu(double lower = 1.0 / 8, double upper = 1.0 / 3) => Rrelu.Call(this, lower, upper);

        /// <summary>x above 0, x times the mean of two slopes below, in place.</summary>
        public Tensor rrelu_(double lower = 1.0 / 8, double upper = 1.0 / 3)
        {
            RreluInPlace.Run(this, lower, upper);
            return this;
        }

        /// <summary>The p-th derivative of the digamma function.</summary>
        public Tensor polygamma(long p) => Polygamma.Call(p, this);

        /// <summary>The p-th derivative of the digamma function, in place.</summary>
        public Tensor polygamma_(long p)
        {
            PolygammaInPlace.Run(this, p);
            return this;
        }

        /// <summary>Mantissa, at least 0.5 and below 1 in absolute value, and exponent of 2.</summary>
        public (Tensor, Tensor) frexp() => Pair(Frexp.CallMany(this));

        /// <summary>Whether an operation that conjugates was put off.</summary>
        public bool is_conj() => IsConj.CallBoolean(this);

        /// <summary>Whether an operation that negates was put off.</summary>
        public bool is_neg() => IsNeg.CallBoolean(this);

        /// <summary>The real parts, as a view.</summary>
        public Tensor real => Real.Call(this);

        /// <summary>The imaginary parts, as a view.</summary>
        public Tensor imag => Imag.Call(this);

        private static readonly Operator Frexp = new("aten::frexp", "Tensor");
        private static readonly Operator Imag = new("aten::imag");
        private static readonly Operator IsConj = new("aten::is_conj");
        private static readonly Operator IsNeg = new("aten::is_neg");
        private static readonly Operator Polygamma = new("aten::polygamma");
        private static readonly Operator PolygammaInPlace = new("aten::polygamma_");
        private static readonly Operator Prelu = new("aten::prelu");
        private static readonly Operator Real = new("aten::real");
        private static readonly Operator Rrelu = new("aten::rrelu");
        private static readonly Operator RreluInPlace = new("aten::rrelu_");
    }
}
