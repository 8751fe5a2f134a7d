using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            private static readonly Operator InverseErrorFunction = new("aten::erfinv_");
            private static readonly Operator ErrorFunction = new("aten::erf");
            private static readonly Operator Scale = new("aten::mul_", "Scalar");
            private static readonly Operator ScaleBy = new("aten::mul_", "Tensor");
            private static readonly Operator Shift = new("aten::add_", "Scalar");
            private static readonly Operator Clamp = new("aten::clamp_");
            private static readonly Operator Factorise = new("aten::linalg_qr");
            private static readonly Operator Diagonal = new("aten::diagonal");
            private static readonly Operator Sign = new("aten::sign");
            private static readonly Operator Transpose = new("aten::transpose", "int");
            private static readonly Operator ViewAs = new("aten::view_as");
            private static readonly Operator Copy = new("aten::copy_");

            /// <summary>Fills with a normal distribution cut off at two bounds.</summary>
            /// <param name="tensor">A floating-point tensor.</param>
            /// <param name="mean">The mean before the cut.</param>
            /// <param name="std">The standard deviation before the cut.</param>
            /// <param name="a">The least value.</param>
            /// <param name="b">The greatest value.</param>
            /// <param name="generator">The source of randomness; the default one where it is null.</param>
            /// <returns>The tensor.</returns>
            /// <exception cref="ArgumentException">The bounds are not in order, or the deviation is not positive.</exception>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
            {
                if (a >= b || std <= 0)
                    throw new ArgumentException($"A truncated normal needs a < b and a positive deviation, not a = {a}, b = {b}, std = {std}.", nameof(std));
                // A uniform choice between the bounds' quantiles, put through the inverse of the cumulative probability.
                return Untracked(tensor, t =>
                {
                    FillUniform.Run(t, ErrorFunctionOf((a - mean) / (std * Math.Sqrt(2))), ErrorFunctionOf((b - mean) / (std * Math.Sqrt(2))), generator);
                    InverseErrorFunction.Run(t);
                    Scale.Run(t, std * Math.Sqrt(2));
                    Shift.Run(t, mean);
                    Clamp.Run(t, a, b);
                });
            }

            /// <summary>Fills with a matrix whose rows, or columns where they are fewer, are orthonormal (Saxe et al., 2013, arXiv 1312.6120).</summary>
            /// <param name="tensor">Two dimensions or more; those after the first are one.</param>
            /// <param name="gain">What the matrix is multiplied by.</param>
            /// <returns>The tensor.</returns>
            /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException($"orthogonal_ needs a tensor of two dimensions or more, not of {shape.Length}.", nameof(tensor));
                using var untracked = no_grad();
                using var scope = NewDisposeScope();
                var rows = shape[0];
                var columns = shape.Skip(1).Aggregate(1L, (size, side) => size * side);
                var gaussian = normal_(empty([Math.Max(rows, columns), Math.Min(rows, columns)], dtype: tensor.dtype, device: tensor.device));
                var factors = Factorise.CallMany(gaussian, "reduced");
                // Without the signs the distribution over orthogonal matrices would not be uniform.
                ScaleBy.Run(factors[0], Sign.Call(Diagonal.Call(factors[1])));
                var basis = rows < columns ? Transpose.Call(factors[0], 0, 1).contiguous() : factors[0].contiguous();
                Copy.Run(tensor, ViewAs.Call(basis, tensor));
                Scale.Run(tensor, gain);
                return tensor;
            }

            private static double ErrorFunctionOf(double x)
            {
                using var scope = NewDisposeScope();
                return ErrorFunction.Call(torch.tensor(x, dtype: ScalarType.Float64)).ToScalar().ToDouble();
            }
        }
    }
}
