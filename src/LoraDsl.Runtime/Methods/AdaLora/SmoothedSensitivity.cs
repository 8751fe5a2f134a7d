using LoraDsl.State;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// How much the loss would feel the loss of each value θ of a parameter: I = |θ·∂L/∂θ|, its moving mean Ī and the moving mean Ū of |I − Ī|,
/// both from zero (Zhang et al., arXiv 2303.10512). Kept in float32 at least.
/// </summary>
internal sealed class SmoothedSensitivity : IStateful, IDisposable
{
    private Tensor mean;
    private Tensor uncertainty;

    public SmoothedSensitivity(Parameter parameter)
    {
        mean = zeros(parameter.shape, dtype: TypeFor(parameter), device: parameter.device).DetachFromDisposeScope();
        uncertainty = zeros_like(mean).DetachFromDisposeScope();
    }

    /// <summary>Takes in the parameter's gradient, before the step that it causes. None means that the loss does not feel the parameter.</summary>
    public void Update(Parameter parameter, double beta1, double beta2)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var sensitivity = parameter.grad is { } gradient
            ? parameter.to(mean.dtype).mul(gradient).abs_()
            : zeros_like(mean);
        mean.mul_(beta1).add_(sensitivity, alpha: 1 - beta1);
        uncertainty.mul_(beta2).add_(sensitivity.sub_(mean).abs_(), alpha: 1 - beta2);
    }

    /// <summary>Ī·Ū of each value; to be disposed by the caller's scope.</summary>
    public Tensor Scores() => mean.mul(uncertainty);

    /// <summary>Drops all but some rows or columns.</summary>
    public void Keep(int dimension, Tensor indices)
    {
        var (oldMean, oldUncertainty) = (mean, uncertainty);
        mean = oldMean.index_select(dimension, indices).DetachFromDisposeScope();
        uncertainty = oldUncertainty.index_select(dimension, indices).DetachFromDisposeScope();
        oldMean.Dispose();
        oldUncertainty.Dispose();
    }

    /// <inheritdoc/>
    public void Save(SavedState state)
    {
        state.WriteTensor("mean", mean);
        state.WriteTensor("uncertainty", uncertainty);
    }

    /// <summary>Throws unless what was saved is of this parameter.</summary>
    /// <exception cref="InvalidOperationException">It is of another.</exception>
    /// <exception cref="InvalidDataException">It is incomplete.</exception>
    public static void RequireFit(SavedState state, Parameter parameter)
    {
        foreach (var saved in (Tensor[])[state.ReadTensor("mean"), state.ReadTensor("uncertainty")])
        {
            if (saved.dtype != TypeFor(parameter) || !saved.shape.AsSpan().SequenceEqual(parameter.shape))
                throw new InvalidOperationException($"The saved statistics of AdaLoRA are of type {saved.dtype} and shape ({string.Join(", ", saved.shape)}), but the parameter is of shape ({string.Join(", ", parameter.shape)}): load the adapters' state first, and make the optimizer after it.");
        }
    }

    /// <inheritdoc/>
    public void Load(SavedState state)
    {
        using var noGradient = no_grad();
        mean.copy_(state.ReadTensor("mean"));
        uncertainty.copy_(state.ReadTensor("uncertainty"));
    }

    private static ScalarType TypeFor(Parameter parameter) => parameter.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;

    /// <inheritdoc/>
    public void Dispose()
    {
        mean.Dispose();
        uncertainty.Dispose();
    }
}
