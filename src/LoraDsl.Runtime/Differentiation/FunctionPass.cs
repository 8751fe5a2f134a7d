using System.ComponentModel;
using static TorchSharp.torch;

namespace LoraDsl.Differentiation;

/// <summary>What a function's forward pass hands to its backward pass.</summary>
/// <param name="State">What is no tensor.</param>
/// <param name="Saved">The tensors that were saved, in their order; they belong to the function's dispose scope.</param>
/// <param name="Wanted">For each input whether its gradient is wanted.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed record FunctionPass(object? State, IReadOnlyList<Tensor> Saved, IReadOnlyList<bool> Wanted);
