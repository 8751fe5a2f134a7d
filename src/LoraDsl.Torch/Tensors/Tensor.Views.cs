namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>All dimensions in reverse order.</summary>
        public Tensor T => permute([.. Enumerable.Range(0, (int)ndim).Reverse().Select(i => (long)i)]);

        /// <summary>The last two dimensions exchanged.</summary>
        public Tensor mT => transpose(-2, -1);

        /// <summary>The last two dimensions exchanged and conjugated.</summary>
        public Tensor mH => adjoint();

        /// <summary>A matrix transposed and conjugated.</summary>
        public Tensor H => adjoint();

        /// <summary>This tensor where the condition is true, y elsewhere (broadcast).</summary>
        public Tensor where(Tensor condition, Tensor y) => torch.where(condition, this, y);

        /// <summary>The sum of products over the last dimensions of this tensor and the first of b.</summary>
        public Tensor tensordot(Tensor b, long dims = 2) => torch.tensordot(this, b, dims);

        /// <summary>The sum of products over dimensions of this tensor and of b.</summary>
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => torch.tensordot(this, b, dims1, dims2);
    }
}
