using LoraDsl.Differentiation;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Analysis;

/// <summary>θ = θ₀ + P·z over the parameters of a model, with P's columns of length 1 over all of θ.</summary>
internal sealed class RandomSubspace : IDisposable
{
    private readonly IReadOnlyList<Parameter> parameters;
    private readonly Tensor[] start;
    private readonly Tensor[] directions;

    public RandomSubspace(IReadOnlyList<Parameter> parameters, int dimension, int seed)
    {
        this.parameters = parameters;
        using var noGradient = no_grad();
        using var generator = new Generator((ulong)seed);
        start = [.. parameters.Select(parameter => Keep(parameter.detach().clone()))];
        directions = [.. parameters.Select(parameter => Keep(Directions(parameter, dimension, generator)))];
        Normalize();
        Coordinates = new Parameter(zeros(dimension, dtype: parameters[0].dtype, device: parameters[0].device));
        Coordinates.DetachFromDisposeScope();
    }

    /// <summary>z, zero at the start.</summary>
    public Parameter Coordinates { get; }

    /// <summary>Gives z the gradient Pᵀ·∂L/∂θ; gradients of θ that were there stay as they were.</summary>
    /// <exception cref="InvalidOperationException">The loss is no scalar, has no graph, or cannot be differentiated.</exception>
    public void Differentiate(Tensor loss)
    {
        var gradients = GuardedGradient.OfLoss(loss, parameters);
        using var noGradient = no_grad();
        var sum = zeros_like(Coordinates);
        for (var index = 0; index < directions.Length; index++)
        {
            if (gradients[index] is { } gradient)
                sum.add_(directions[index].mv(gradient.flatten()));
        }

        Coordinates.grad = sum;
    }

    /// <summary>Moves θ to where z says.</summary>
    public void Apply()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        for (var index = 0; index < directions.Length; index++)
        {
            var moved = directions[index].t().mv(Coordinates).view(start[index].shape);
            parameters[index].copy_(moved.add_(start[index]));
        }
    }

    /// <summary>Puts θ₀ back, bit for bit.</summary>
    public void Restore()
    {
        using var noGradient = no_grad();
        for (var index = 0; index < start.Length; index++)
            parameters[index].copy_(start[index]);
    }

    public void Dispose()
    {
        foreach (var tensor in start.Concat(directions))
            tensor.Dispose();
        Coordinates.Dispose();
    }

    // Drawn on the CPU, whose generator has the seed; a row of P for each dimension.
    private static Tensor Directions(Parameter parameter, int dimension, Generator generator)
    {
        using var scope = NewDisposeScope();
        var drawn = randn([dimension, parameter.numel()], dtype: ScalarType.Float32, generator: generator);
        return drawn.to(parameter.dtype, parameter.device, copy: true).MoveToOuterDisposeScope();
    }

    private static Tensor Keep(Tensor tensor) => tensor.DetachFromDisposeScope();

    private void Normalize()
    {
        using var scope = NewDisposeScope();
        var squares = directions.Select(part => part.square().sum(1)).Aggregate((sum, part) => sum.add(part));
        foreach (var part in directions)
            part.div_(squares.sqrt().unsqueeze(1));
    }
}
