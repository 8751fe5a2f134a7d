using System.ComponentModel;
using static TorchSharp.torch;

namespace LoraDsl.Kernels;

/// <summary>One layer of a group as it takes part in a pass: y = x·Wᵀ + bias + s·(x·Aᵀ)·Bᵀ.</summary>
/// <param name="Weight">W, (out, in).</param>
/// <param name="Bias">The bias, (out), or <see langword="null"/>.</param>
/// <param name="A">A, (rank, in); without rows for a layer that runs without its adapter.</param>
/// <param name="B">B, (out, rank).</param>
/// <param name="Scaling">The scaling s.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly record struct GroupMember(Tensor Weight, Tensor? Bias, Tensor A, Tensor B, double Scaling);
