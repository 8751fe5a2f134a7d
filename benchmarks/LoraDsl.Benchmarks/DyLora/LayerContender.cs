using LoraDsl.Benchmarks.Measurement;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.DyLora;

/// <summary>One adapted linear layer at rank 8: an answer without gradients, or forward and backward.</summary>
internal sealed class LayerContender : ManagedContender
{
    private readonly TorchSharp.Modules.Linear layer;
    private readonly nn.Module<Tensor, Tensor> model;
    private readonly Parameter[] factors;
    private readonly Tensor input;
    private readonly Tensor outputGradient;
    private readonly bool backward;

    /// <summary>A contender.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="sizes">Sizes of the layer.</param>
    /// <param name="adapt">Makes the adapted model, and puts it at rank 8.</param>
    /// <param name="backward">Whether there is a backward pass.</param>
    /// <param name="device">Where.</param>
    public LayerContender(
        string name, DyLoraCase sizes, Func<TorchSharp.Modules.Linear, nn.Module<Tensor, Tensor>> adapt, bool backward, Device device)
    {
        Name = name;
        this.backward = backward;
        random.manual_seed(1);
        layer = nn.Linear(sizes.In, sizes.Out, device: device);
        layer.weight.requires_grad = false;
        layer.bias!.requires_grad = false;
        model = adapt(layer);
        factors = [.. model.parameters().Where(parameter => parameter.requires_grad)];
        input = randn(sizes.Rows, sizes.In, device: device, requires_grad: backward);
        outputGradient = randn(sizes.Rows, sizes.Out, device: device);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override void Step()
    {
        using var scope = NewDisposeScope();
        if (backward)
        {
            autograd.backward(model.forward(input), outputGradient);
            input.grad = null;
            foreach (var factor in factors)
                factor.grad = null;
        }
        else
        {
            using var untracked = no_grad();
            model.forward(input);
        }

        if (input.is_cuda)
            cuda.synchronize();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        input.Dispose();
        outputGradient.Dispose();
        model.Dispose();
        layer.Dispose();
    }
}
