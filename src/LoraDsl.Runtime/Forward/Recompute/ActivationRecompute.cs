using LoraDsl.Forward.Recompute;
using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>
/// Runs a part of a model without keeping its activations: the input alone is kept, and the part is run again in the backward pass (Chen,
/// Xu, Zhang and Guestrin, arXiv 1604.06174). It costs a second forward pass and gives the values and gradients of the plain pass, bit for bit.
/// </summary>
/// <remarks>
/// <para>
/// Without gradients, or where nothing requires one, the part simply runs. Random numbers, modes of training, ranks that DyLoRA drew, and
/// running statistics are in the second run what they were in the first, and afterwards what they were before it. Second derivatives are supported, third ones are not.
/// </para>
/// <para>
/// Between the two runs the part must not change: neither its parameters nor their number, ranks, or whether adapters are merged or enabled. A change is an
/// error in the backward pass, at which <c>backward()</c> throws. The part must not change its input in place.
/// </para>
/// </remarks>
public static class ActivationRecompute
{
    /// <summary>Runs a module by its <c>call</c>; its hooks run in both runs.</summary>
    /// <param name="block">The module, with everything trainable that it runs among its children.</param>
    /// <param name="input">Its input, which is kept.</param>
    /// <returns>The module's output.</returns>
    public static Tensor Run(nn.Module<Tensor, Tensor> block, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(block);
        return Run(block.call, input, block);
    }

    /// <summary>Runs a function.</summary>
    /// <param name="function">The function. It runs twice, so it leaves nothing behind but its result.</param>
    /// <param name="input">Its input, which is kept.</param>
    /// <param name="owners">
    /// The modules that the function runs: adapters, layers, or whole modules. What is trainable in them gets its gradient; a trainable tensor that the function
    /// reads from elsewhere gets none.
    /// </param>
    /// <returns>The function's result.</returns>
    public static Tensor Run(Func<Tensor, Tensor> function, Tensor input, params IReadOnlyList<nn.Module> owners)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(owners);
        if (!is_grad_enabled())
            return function(input);
        var modules = new PassModules(owners);
        if (!modules.CanRunAgain || (!input.requires_grad && modules.Leaves.Count == 0))
            return function(input);
        using var scope = NewDisposeScope();
        var pass = new RecomputedPass(function, modules, input.device_type == TorchSharp.DeviceType.CUDA);
        return RecomputeFunction.Run(pass, [input, .. modules.Leaves]).MoveToOuterDisposeScope();
    }
}
