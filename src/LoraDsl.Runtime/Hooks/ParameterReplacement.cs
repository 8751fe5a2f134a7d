using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Hooks;

/// <summary>Makes a moment of a parameter's successor from the parameter's own.</summary>
/// <param name="moment">What the optimizer keeps, in the parameter's shape.</param>
/// <param name="order">1 for means of the gradient, 2 for means of its square, negative for what is of the parameter's own scale: the power with which a rescaled gradient enters.</param>
/// <returns>The moment in the successor's shape; not the tensor that was given.</returns>
public delegate Tensor MomentMap(Tensor moment, int order);

/// <summary>A parameter that takes the place of another in a running optimizer.</summary>
/// <param name="Old">The parameter to take out.</param>
/// <param name="New">Its successor.</param>
/// <param name="Carry">How the moments are carried over; <see langword="null"/> restarts them.</param>
public sealed record ParameterReplacement(Parameter Old, Parameter New, MomentMap? Carry);
