using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Matrix product, batched over leading dimensions (broadcast).</summary>
        public Tensor matmul(Tensor target) => Matmul.Call(this, target);

        /// <summary>Product of two matrices.</summary>
        public Tensor mm(Tensor target) => Mm.Call(this, target);

        /// <summary>Products of two batches of matrices.</summary>
        public Tensor bmm(Tensor batch2) => Bmm.Call(this, batch2);

        /// <summary>Product of a matrix and a vector.</summary>
        public Tensor mv(Tensor target) => Mv.Call(this, target);

        /// <summary>Inner product of two vectors.</summary>
        public Tensor dot(Tensor target) => Dot.Call(OneDimension(nameof(dot)), target.OneDimension(nameof(dot)));

        /// <summary>Inner product of two vectors, the first conjugated.</summary>
        public Tensor vdot(Tensor target) => Vdot.Call(OneDimension(nameof(vdot)), target.OneDimension(nameof(vdot)));

        /// <summary>Inner products over the last dimensions.</summary>
        public Tensor inner(Tensor vec2) => Inner.Call(this, vec2);

        /// <summary>Outer product of two vectors.</summary>
        public Tensor outer(Tensor vec2) => Outer.Call(this, vec2);

        /// <summary>Outer product of two vectors.</summary>
        public Tensor ger(Tensor vec2) => Ger.Call(this, vec2);

        /// <summary>Kronecker product.</summary>
        public Tensor kron(Tensor other) => Kron.Call(this, other);

        /// <summary>beta · this tensor + alpha · mat1 · mat2.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Addmm.Call(this, mat1, mat2, beta, alpha);

        /// <summary>beta · this tensor + alpha · mat1 · mat2, in place.</summary>
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1)
        {
            AddmmInPlace.Run(this, mat1, mat2, beta, alpha);
            return this;
        }

        /// <summary>beta · this tensor + alpha · matrix · vector.</summary>
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Addmv.Call(this, mat, vec, beta, alpha);

        /// <summary>beta · this tensor + alpha · matrix · vector, in place.</summary>
        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1, float alpha = 1)
        {
            AddmvInPlace.Run(this, mat, vec, beta, alpha);
            return this;
        }

        /// <summary>beta · this tensor + alpha · outer product.</summary>
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Addr.Call(this, vec1, vec2, beta, alpha);

        /// <summary>beta · this tensor + alpha · outer product, in place.</summary>
        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1)
        {
            AddrInPlace.Run(this, vec1, vec2, beta, alpha);
            return this;
        }

        /// <summary>beta · this tensor + alpha · batch1 · batch2, batch by batch.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Baddbmm.Call(this, batch1, batch2, beta, alpha);

        /// <summary>beta · this tensor + alpha · the sum of the products of two batches of matrices.</summary>
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Addbmm.Call(this, batch1, batch2, beta, alpha);

        /// <summary>beta · this tensor + alpha · the sum of the products of two batches of matrices, in place.</summary>
        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1)
        {
            AddbmmInPlace.Run(this, batch1, batch2, beta, alpha);
            return this;
        }

        /// <summary>Sum of a matrix's diagonal.</summary>
        public Tensor trace() => Trace.Call(this);

        /// <summary>Determinant.</summary>
        public Tensor det() => LinalgDet.Call(this);

        /// <summary>Inverse of a matrix.</summary>
        public Tensor inverse() => Inverse.Call(this);

        /// <summary>A square matrix to an integer power.</summary>
        public Tensor matrix_power(int n) => MatrixPower.Call(this, n);

        /// <summary>Exponential of a matrix.</summary>
        public Tensor matrix_exp() => MatrixExp.Call(this);

        /// <summary>Pseudo-inverse of a matrix.</summary>
        public Tensor pinverse(double rcond = 1e-15, bool hermitian = false) => LinalgPinv.Call(this, rcond, hermitian);

        /// <summary>Cholesky factor.</summary>
        public Tensor cholesky(bool upper = false) => Cholesky.Call(this, upper);

        private static readonly Operator Addbmm = new("aten::addbmm");
        private static readonly Operator AddbmmInPlace = new("aten::addbmm_");
        private static readonly Operator Addmm = new("aten::addmm");
        private static readonly Operator AddmmInPlace = new("aten::addmm_");
        private static readonly Operator Addmv = new("aten::addmv");
        private static readonly Operator AddmvInPlace = new("aten::addmv_");
        private static readonly Operator Addr = new("aten::addr");
        private static readonly Operator AddrInPlace = new("aten::addr_");
        private static readonly Operator Baddbmm = new("aten::baddbmm");
        private static readonly Operator Bmm = new("aten::bmm");
        private static readonly Operator Cholesky = new("aten::cholesky");
        private static readonly Operator Dot = new("aten::dot");
        private static readonly Operator Ger = new("aten::ger");
        private static readonly Operator Inner = new("aten::inner");
        private static readonly Operator Inverse = new("aten::inverse");
        private static readonly Operator Kron = new("aten::kron");
        private static readonly Operator LinalgDet = new("aten::linalg_det");
        private static readonly Operator LinalgPinv = new("aten::linalg_pinv");
        private static readonly Operator Matmul = new("aten::matmul");
        private static readonly Operator MatrixExp = new("aten::matrix_exp");
        private static readonly Operator MatrixPower = new("aten::matrix_power");
        private static readonly Operator Mm = new("aten::mm");
        private static readonly Operator Mv = new("aten::mv");
        private static readonly Operator Outer = new("aten::outer");
        private static readonly Operator Trace = new("aten::trace");
        private Tensor OneDimension(string operation) =>
            ndim == 1 ? this : throw new InvalidOperationException($"{operation} takes tensors of one dimension, but was given one of {ndim}.");

        private static readonly Operator Vdot = new("aten::vdot");
    }
}
