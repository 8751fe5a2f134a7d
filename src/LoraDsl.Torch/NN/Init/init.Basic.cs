using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Initialisation of tensors in place, outside of autograd.</summary>
        public static partial class init
        {
            private static readonly Operator FillUniform = new("aten::uniform_");
            private static readonly Operator FillNormal = new("aten::normal_");
            private static readonly Operator FillValue = new("aten::fill_", "Scalar");
            private static readonly Operator FillDiagonal = new("aten::fill_diagonal_");

            /// <summary>Fills with the uniform distribution between two bounds.</summary>
            /// <returns>The tensor.</returns>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null) =>
                Untracked(tensor, t => FillUniform.Run(t, low, high, generator));

            /// <summary>Fills with a normal distribution.</summary>
            /// <returns>The tensor.</returns>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null) =>
                Untracked(tensor, t => FillNormal.Run(t, mean, std, generator));

            /// <summary>Fills with one value.</summary>
            /// <returns>The tensor.</returns>
            public static Tensor constant_(Tensor tensor, Scalar val) => Untracked(tensor, t => FillValue.Run(t, val));

            /// <summary>Fills with zeros.</summary>
            /// <returns>The tensor.</returns>
            public static Tensor zeros_(Tensor tensor) => Untracked(tensor, t => FillValue.Run(t, 0L));

            /// <summary>Fills with ones.</summary>
            /// <returns>The tensor.</returns>
            public static Tensor ones_(Tensor tensor) => Untracked(tensor, t => FillValue.Run(t, 1L));

            /// <summary>Makes a matrix the identity, as far as its shape allows.</summary>
            /// <returns>The tensor.</returns>
            /// <exception cref="ArgumentException">The tensor is no matrix.</exception>
            public static Tensor eye_(Tensor tensor)
            {
                if (tensor.shape.Length != 2)
                    throw new ArgumentException($"eye_ fills matrices, not tensors of {tensor.shape.Length} dimensions.", nameof(tensor));
                return Untracked(tensor, t =>
                {
                    FillValue.Run(t, 0L);
                    FillDiagonal.Run(t, 1L);
                });
            }

            private static Tensor Untracked(Tensor tensor, Action<Tensor> fill)
            {
                using var untracked = no_grad();
                fill(tensor);
                return tensor;
            }
        }
    }
}
