using System.ComponentModel;
using static TorchSharp.torch;

namespace LoraDsl.Differentiation;

/// <summary>
/// An autograd function that cannot end the process. In TorchSharp an exception that leaves a managed backward pass does, an undefined
/// gradient of an output does, a returned gradient that is finalized too early does, and a forward pass that throws leaks its node. Here the output
/// is computed before the node is made, undefined gradients are undefined ones of the inputs, gradients are held until libtorch has them, and
/// an exception becomes a gradient of an impossible shape, at which libtorch itself throws.
/// </summary>
/// <typeparam name="TFunction">The function.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public abstract class GuardedFunction<TFunction> : autograd.MultiTensorFunction<TFunction>
    where TFunction : GuardedFunction<TFunction>, new()
{
    // What apply() gets before the inputs: the call, and what frees the saved tensors. Neither has a gradient.
    private const int FirstInput = 2;

    /// <inheritdoc/>
    public sealed override string Name => nameof(LoraDsl);

    /// <summary>Ties outputs that were computed without a graph to the inputs that they were computed from.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="inputs">The inputs; <see langword="null"/> for one that is not there.</param>
    /// <param name="saved">What the backward pass needs; freed after it, unless the graph is retained.</param>
    /// <param name="state">What it needs besides tensors.</param>
    /// <returns>The outputs with a history, which belong to the caller's dispose scope.</returns>
    protected static IReadOnlyList<Tensor> Attach(
        IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor?> inputs, IReadOnlyList<Tensor> saved, object? state)
    {
        using var scope = NewDisposeScope();
        var wanted = inputs.Select(static input => input is not null && input.requires_grad).ToArray();
        var (kept, owner) = SavedTensors.Of(saved);
        return [.. apply([new Call(outputs, kept, state, wanted), owner, .. inputs!]).Select(static output => output.MoveToOuterDisposeScope())];
    }

    /// <summary>The gradients of the inputs. May throw.</summary>
    /// <param name="pass">What the forward pass left.</param>
    /// <param name="outputGradients">The gradients of the outputs, of which one at least is defined; <see langword="null"/> for the others.</param>
    /// <returns>For each input its gradient in the current dispose scope; <see langword="null"/> where none is wanted or there is none.</returns>
    protected abstract IReadOnlyList<Tensor?> Gradients(FunctionPass pass, IReadOnlyList<Tensor?> outputGradients);

    /// <inheritdoc/>
    public sealed override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ArgumentNullException.ThrowIfNull(vars);
        var call = (Call)vars[0];
        ctx.set_materialize_grads(false);
        ctx.save_data(nameof(Call), call with { Outputs = [] });
        return [.. call.Outputs];
    }

    /// <inheritdoc/>
    public sealed override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ArgumentNullException.ThrowIfNull(grad_outputs);
        HeldGradients.Release();
        var call = (Call)ctx.get_data(nameof(Call))!;
        var results = new List<Tensor>(new Tensor[FirstInput + call.Wanted.Length]);
        try
        {
            using var scope = NewDisposeScope();
            Tensor?[] given = [.. grad_outputs.Select(static gradient => gradient is null || gradient.IsInvalid ? null : gradient)];
            if (Array.TrueForAll(given, static gradient => gradient is null))
                return results;
            var gradients = Gradients(new FunctionPass(call.State, call.Saved.Unpack(), call.Wanted), given);
            for (var input = 0; input < call.Wanted.Length; input++)
            {
                if (call.Wanted[input] && gradients[input] is { } gradient)
                    results[FirstInput + input] = HeldGradients.Hold(gradient);
            }
        }
        catch (Exception error)
        {
            BackwardErrors.Remember(error);
            for (var input = 0; input < call.Wanted.Length; input++)
                results[FirstInput + input] = call.Wanted[input] ? HeldGradients.Hold(empty(0)) : null!;
        }
        finally
        {
            grad_outputs.ForEach(static gradient => gradient?.Dispose());
        }

        return results;
    }

    private sealed record Call(IReadOnlyList<Tensor> Outputs, SavedTensors Saved, object? State, bool[] Wanted);
}
