using LoraDsl.Differentiation;
using static TorchSharp.torch;

namespace LoraDsl.Forward.Recompute;

/// <summary>A pass that is run without a graph first and with one when its gradients are wanted.</summary>
internal sealed class RecomputedPass(Func<Tensor, Tensor> function, PassModules modules, bool isOnGpu)
{
    /// <summary>The parameters that get no gradient.</summary>
    public IReadOnlyList<Tensor> Frozen => modules.Frozen;

    /// <summary>What the random numbers of the first run follow from, which begins.</summary>
    public Tensor BeginRandom() => PassRandomState.Begin(isOnGpu);

    /// <summary>The first run: nothing is left of it but its result, which the caller's scope owns.</summary>
    public Tensor First(Tensor input) => Run(input);

    /// <summary>The gradients of a second run.</summary>
    /// <param name="inputs">The input of the pass, and what gets gradients besides it.</param>
    /// <param name="random">What <see cref="BeginRandom"/> gave.</param>
    /// <param name="outputGradient">The gradient of the result.</param>
    /// <returns>For each of the inputs; <see langword="null"/> where it requires none or has no part in the result.</returns>
    public IReadOnlyList<Tensor?> Gradients(IReadOnlyList<Tensor> inputs, Tensor random, Tensor outputGradient)
    {
        using var state = modules.AsBefore();
        using var numbers = PassRandomState.Return(random, isOnGpu);
        using var tracked = enable_grad();
        var leaves = Leaves(inputs);
        return Differentiate([Second(leaves[0], outputGradient)], leaves, [outputGradient.detach()]);
    }

    /// <summary>The gradients of what <see cref="Gradients"/> gives.</summary>
    /// <param name="inputs">The input of the pass, and what gets gradients besides it.</param>
    /// <param name="random">What <see cref="BeginRandom"/> gave.</param>
    /// <param name="outputGradient">The gradient of the result.</param>
    /// <param name="gradients">The gradients of what <see cref="Gradients"/> gives, for each of the inputs.</param>
    /// <returns>For the gradient of the result, then for each of the inputs.</returns>
    public IReadOnlyList<Tensor?> SecondGradients(
        IReadOnlyList<Tensor> inputs, Tensor random, Tensor outputGradient, IReadOnlyList<Tensor?> gradients)
    {
        using var state = modules.AsBefore();
        using var numbers = PassRandomState.Return(random, isOnGpu);
        using var tracked = enable_grad();
        var (leaves, given) = (Leaves(inputs), outputGradient.detach().requires_grad_());
        var first = Differentiate([Second(leaves[0], outputGradient)], leaves, [given], differentiable: true);
        var paths = first.Zip(gradients).Where(pair => pair is { First.requires_grad: true, Second: not null }).ToList();
        return Differentiate(paths.ConvertAll(pair => pair.First!), [given, .. leaves], paths.ConvertAll(pair => pair.Second!));
    }

    // Cut off from what lies before the pass: where it reads the same parameters, they would get that part of the gradient twice.
    private static List<Tensor> Leaves(IReadOnlyList<Tensor> inputs) =>
        [inputs[0].detach().requires_grad_(inputs[0].requires_grad), .. inputs.Skip(1)];

    private static Tensor?[] Differentiate(
        List<Tensor> outputs, List<Tensor> inputs, List<Tensor> outputGradients, bool differentiable = false)
    {
        var results = new Tensor?[inputs.Count];
        int[] wanted = [.. inputs.Index().Where(entry => entry.Item.requires_grad).Select(entry => entry.Index)];
        if (wanted.Length == 0 || outputs.Count == 0 || !outputs[0].requires_grad)
            return results;
        var gradients = GuardedGradient.OfOutputs(outputs, [.. wanted.Select(index => inputs[index])], outputGradients, differentiable);
        foreach (var (place, index) in wanted.Index())
            results[index] = gradients[place];
        return results;
    }

    private Tensor Second(Tensor input, Tensor outputGradient)
    {
        var output = Run(input);
        return output.shape.AsSpan().SequenceEqual(outputGradient.shape) ? output : throw new InvalidOperationException(
            $"A pass that is recomputed gave ({string.Join(", ", outputGradient.shape)}) in its first run and ({string.Join(", ", output.shape)}) in its second: what it computes must depend on its input, its modules and torch's random numbers alone.");
    }

    private Tensor Run(Tensor input)
    {
        using var scope = NewDisposeScope();
        var output = function(input);
        return (ReferenceEquals(output, input) ? output.alias() : output).MoveToOuterDisposeScope();
    }
}
