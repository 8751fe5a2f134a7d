using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            private static readonly Operator Permutation = new("aten::randperm");
            private static readonly Operator FillRows = new("aten::index_fill_", "int_Scalar");
            private static readonly Operator Pick = new("aten::select", "int");
            private static readonly Operator Part = new("aten::narrow");

            /// <summary>Fills a convolution's weight so that it hands on as many channels as it can unchanged.</summary>
            /// <param name="tensor">(out, in, kernel…) with one to three dimensions of a kernel.</param>
            /// <returns>The tensor.</returns>
            /// <exception cref="ArgumentException">The tensor has another number of dimensions.</exception>
            public static Tensor dirac_(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length is < 3 or > 5)
                    throw new ArgumentException($"dirac_ takes a weight of three to five dimensions, not of {shape.Length}.", nameof(tensor));
                return Untracked(tensor, t =>
                {
                    FillValue.Run(t, 0L);
                    for (long channel = 0; channel < Math.Min(shape[0], shape[1]); channel++)
                        SetMiddle(t, channel, shape);
                });
            }

            /// <summary>Fills a matrix with a normal distribution, and zeros the same part of each column.</summary>
            /// <param name="tensor">Two dimensions.</param>
            /// <param name="sparsity">The part of each column that is zero.</param>
            /// <param name="std">The standard deviation of the rest.</param>
            /// <returns>The tensor.</returns>
            /// <exception cref="ArgumentException">The tensor has another number of dimensions.</exception>
            public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01)
            {
                var shape = tensor.shape;
                if (shape.Length != 2)
                    throw new ArgumentException($"sparse_ takes a matrix, not a tensor of {shape.Length} dimensions.", nameof(tensor));
                var zeros = (long)Math.Ceiling(sparsity * shape[0]);
                return Untracked(tensor, t =>
                {
                    FillNormal.Run(t, 0.0, std);
                    for (long column = 0; column < shape[1]; column++)
                    {
                        using var scope = NewDisposeScope();
                        var rows = Part.Call(Permutation.Call(shape[0], ScalarType.Int64, Value.None, t.device), 0, 0, zeros);
                        FillRows.Run(Pick.Call(t, 1, column), 0, rows, 0L);
                    }
                });
            }

            private static void SetMiddle(Tensor weight, long channel, long[] shape)
            {
                using var scope = NewDisposeScope();
                var place = Pick.Call(Pick.Call(weight, 0, channel), 0, channel);
                foreach (var side in shape[2..])
                    place = Pick.Call(place, 0, side / 2);
                FillValue.Run(place, 1L);
            }
        }
    }
}
