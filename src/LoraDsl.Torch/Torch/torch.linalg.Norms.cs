using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>The Euclidean norm, of all elements or over dimensions.</summary>
        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => Norm.Call(input, Value.None, dims, keepdim);

        /// <summary>A norm by its order: of vectors over one dimension, of matrices over two.</summary>
        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) => Norm.Call(input, ord, dims, keepdim);

        /// <inheritdoc cref="norm(Tensor, double, long[], bool)"/>
        public static Tensor norm(Tensor input, int ord, long[]? dims = null, bool keepdim = false) => Norm.Call(input, ord, dims, keepdim);

        /// <summary>A matrix norm by its name: "fro" or "nuc".</summary>
        public static Tensor norm(Tensor input, string ord, long[]? dims = null, bool keepdim = false) => NamedNorm.Call(input, ord, dims, keepdim);

        /// <summary>A norm of the elements as one vector, or of vectors over dimensions.</summary>
        public static Tensor vector_norm(Tensor input, double ord = 2, long[]? dims = null, bool keepdim = false) => VectorNorm.Call(input, ord, dims, keepdim);

        /// <summary>A norm of matrices by its order, over the last two dimensions where none are named.</summary>
        public static Tensor matrix_norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) =>
            MatrixNorm.Call(input, ord, dims ?? [-2, -1], keepdim);

        /// <summary>A norm of matrices by its name, "fro" or "nuc", over the last two dimensions where none are named.</summary>
        public static Tensor matrix_norm(Tensor input, string ord = "fro", long[]? dims = null, bool keepdim = false) =>
            NamedMatrixNorm.Call(input, ord, dims ?? [-2, -1], keepdim);

        private static readonly Operator Norm = new("aten::linalg_norm");
        private static readonly Operator NamedNorm = new("aten::linalg_norm", "ord_str");
        private static readonly Operator VectorNorm = new("aten::linalg_vector_norm");
        private static readonly Operator MatrixNorm = new("aten::linalg_matrix_norm");
        private static readonly Operator NamedMatrixNorm = new("aten::linalg_matrix_norm", "str_ord");
    }
}
