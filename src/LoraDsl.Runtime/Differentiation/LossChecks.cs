using static TorchSharp.torch;

namespace LoraDsl.Differentiation;

/// <summary>What a user's loss has to be; asked before libtorch is, whose own errors name neither the loss nor the way out.</summary>
public static class LossChecks
{
    /// <summary>Throws unless the loss is one floating-point number.</summary>
    /// <exception cref="InvalidOperationException">It is null, disposed, no scalar, or of whole numbers.</exception>
    public static Tensor RequireScalar(Tensor? loss)
    {
        if (loss is null)
            throw new InvalidOperationException("The loss is null: return the loss of the batch, a scalar tensor.");
        if (loss.IsInvalid)
            throw new InvalidOperationException("The loss has been disposed already: let it live until it is differentiated, and move it out of a dispose scope by MoveToOuterDisposeScope().");
        if (loss.numel() != 1)
            throw new InvalidOperationException($"The loss of a batch has to be a scalar, but its shape is ({string.Join(", ", loss.shape)}): reduce it to its mean.");
        if (!loss.is_floating_point())
            throw new InvalidOperationException($"The loss is of type {loss.dtype}, which has no gradient: compute it in floating point.");
        if (loss.device_type == TorchSharp.DeviceType.META)
            throw new InvalidOperationException("The loss is on the meta device, which holds no values: move model and batches to a device.");
        return loss;
    }

    /// <summary>Throws unless the loss is a scalar that something can be differentiated by.</summary>
    /// <exception cref="InvalidOperationException">It is no scalar, or has no graph.</exception>
    public static Tensor RequireGraph(Tensor? loss) =>
        RequireScalar(loss).requires_grad ? loss! : throw NoGraph();

    /// <summary>The error of a loss that nothing can be differentiated by.</summary>
    public static InvalidOperationException NoGraph() => new(
        "The loss has no graph: it was computed under no_grad, detached, read as a number, or made of constants, or does not run this model. Return the loss as the model gave it, computed with gradients.");
}
