using static TorchSharp.torch;

namespace LoraDsl.Differentiation;

/// <summary>
/// Tensors that a function saved for its backward pass. They are freed when libtorch frees what its own operators saved: by a backward
/// pass that does not retain the graph. What a function of TorchSharp's saves itself lives until the graph dies, which without a dispose
/// scope is when the garbage collector comes to the loss.
/// </summary>
/// <remarks>
/// The tensors belong to a node that never runs. Its only owner is the <c>grad</c> of a number, and the number's only owner is a product of
/// libtorch's own, which needs it for its backward pass. That product is an input of the function. So libtorch goes back through it after the
/// function, and unless the graph is retained it then lets go of the number, and with it of the node and the tensors.
/// </remarks>
internal sealed class SavedTensors
{
    private static readonly Tensor Root = zeros(1, dtype: ScalarType.Float32, device: CPU, requires_grad: true).DetachFromDisposeScope();

    private readonly autograd.AutogradContext context;

    private SavedTensors(autograd.AutogradContext context) => this.context = context;

    /// <summary>Saves tensors. Gradients have to be enabled.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <returns>What they are read by, and an input for the function, which belongs to the caller's dispose scope and gets no gradient.</returns>
    public static (SavedTensors Saved, Tensor Input) Of(IReadOnlyList<Tensor> tensors)
    {
        using var scope = NewDisposeScope();
        var call = new Call([.. tensors]);
        var end = Holder.apply(call, Root)[0];

        // TorchSharp's context keeps the list, and so would keep the objects.
        call.Tensors.Clear();
        var number = zeros(1, dtype: ScalarType.Float32, device: CPU);
        number.grad = end;
        return (new SavedTensors(call.Context!), Root.mul(number).MoveToOuterDisposeScope());
    }

    /// <summary>The tensors, in the caller's dispose scope.</summary>
    /// <exception cref="InvalidOperationException">They were freed: the graph has been gone back through before.</exception>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">One was changed in place since it was saved.</exception>
    public IReadOnlyList<Tensor> Unpack()
    {
        try
        {
            return context.get_saved_variables();
        }
        catch (ArgumentNullException error)
        {
            // A context whose node is gone has no list any more.
            throw new InvalidOperationException(
                "what was saved for it has been freed, since an earlier backward() went through the same graph. Pass retain_graph: true to every backward() of a graph but its last.", error);
        }
    }

    private sealed class Call(List<Tensor> tensors)
    {
        public List<Tensor> Tensors { get; } = tensors;

        public autograd.AutogradContext? Context { get; set; }
    }

    private sealed class Holder : autograd.MultiTensorFunction<Holder>
    {
        public override string Name => nameof(SavedTensors);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var call = (Call)vars[0];
            call.Context = ctx;
            ctx.save_for_backward(call.Tensors);
            return [empty(1, dtype: ScalarType.Float32, device: CPU)];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs) => [null!, null!];
    }
}
