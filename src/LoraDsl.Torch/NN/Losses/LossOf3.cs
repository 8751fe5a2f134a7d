using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The base of losses with three inputs.</summary>
/// <typeparam name="T1">An input.</typeparam>
/// <typeparam name="T2">An input.</typeparam>
/// <typeparam name="T3">An input.</typeparam>
/// <typeparam name="TResult">The loss.</typeparam>
public abstract class Loss<T1, T2, T3, TResult> : nn.Module<T1, T2, T3, TResult>
{
    /// <summary>A loss with a reduction.</summary>
    public Loss(nn.Reduction reduction = nn.Reduction.Mean)
        : base("Loss") => this.reduction = reduction;

    /// <summary>What the loss makes of its values for the single elements.</summary>
    public nn.Reduction reduction { get; }
}
