using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The integral along a dimension by trapezoids of one width.</summary>
        public Tensor trapezoid(double dx = 1, long dim = -1) => Trapezoid.Call(this, dx, dim);

        /// <summary>The integral along a dimension by trapezoids between given points.</summary>
        public Tensor trapezoid(Tensor x, long dim = -1) => TrapezoidBetween.Call(this, x, dim);

        /// <summary>The integral so far along a dimension by trapezoids of one width.</summary>
        public Tensor cumulative_trapezoid(double dx = 1, long dim = -1) => CumulativeTrapezoid.Call(this, dx, dim);

        /// <summary>The integral so far along a dimension by trapezoids between given points.</summary>
        public Tensor cumulative_trapezoid(Tensor x, long dim = -1) => CumulativeTrapezoidBetween.Call(this, x, dim);

        private static readonly Operator CumulativeTrapezoid = new("aten::cumulative_trapezoid", "dx");
        private static readonly Operator CumulativeTrapezoidBetween = new("aten::cumulative_trapezoid", "x");
        private static readonly Operator Trapezoid = new("aten::trapezoid", "dx");
        private static readonly Operator TrapezoidBetween = new("aten::trapezoid", "x");
    }

    /// <inheritdoc cref="Tensor.trapezoid(double, long)"/>
    public static Tensor trapezoid(Tensor y, double dx = 1, long dim = -1) => y.trapezoid(dx, dim);

    /// <inheritdoc cref="Tensor.trapezoid(Tensor, long)"/>
    public static Tensor trapezoid(Tensor y, Tensor x, long dim = -1) => y.trapezoid(x, dim);

    /// <inheritdoc cref="Tensor.trapezoid(double, long)"/>
    public static Tensor trapz(Tensor y, double dx = 1, long dim = -1) => y.trapezoid(dx, dim);

    /// <inheritdoc cref="Tensor.trapezoid(Tensor, long)"/>
    public static Tensor trapz(Tensor y, Tensor x, long dim = -1) => y.trapezoid(x, dim);

    /// <inheritdoc cref="Tensor.cumulative_trapezoid(double, long)"/>
    public static Tensor cumulative_trapezoid(Tensor y, double dx = 1, long dim = -1) => y.cumulative_trapezoid(dx, dim);

    /// <inheritdoc cref="Tensor.cumulative_trapezoid(Tensor, long)"/>
    public static Tensor cumulative_trapezoid(Tensor y, Tensor x, long dim = -1) => y.cumulative_trapezoid(x, dim);

    /// <summary>Finite differences of neighbours along a dimension, all of them where null: a tensor for each.</summary>
    /// <param name="input">The values on a regular grid.</param>
    /// <param name="spacing">The distance of neighbours.</param>
    /// <param name="dim">The dimension.</param>
    /// <param name="edge_order">1 or 2: the order of the formula at the edges.</param>
    public static ICollection<Tensor> gradient(Tensor input, int spacing = 1, long? dim = null, int edge_order = 1) =>
        GradientAlong.CallMany(input, (Scalar)spacing, dim, edge_order);

    /// <inheritdoc cref="gradient(Tensor, int, long?, int)"/>
    public static ICollection<Tensor> gradient(Tensor input, int spacing = 1, long[]? dims = null, int edge_order = 1) =>
        dims is null ? gradient(input, spacing, default(long?), edge_order) : GradientAlongEach.CallMany(input, (Scalar)spacing, dims, edge_order);

    private static readonly Operator GradientAlong = new("aten::gradient", "scalarint");
    private static readonly Operator GradientAlongEach = new("aten::gradient", "scalararray");
}
