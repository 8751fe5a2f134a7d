using LoraDsl.Adapters;
using LoraDsl.Differentiation;
using LoraDsl.Extensibility;
using LoraDsl.Importance;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Pruning;

/// <summary>Σx² of every input column of some layers, over all batches.</summary>
internal sealed class InputEnergy : ILayerProbe, IDisposable
{
    private readonly Dictionary<nn.Module, PrunableLayer> watched = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<nn.Module, Tensor> sums = new(ReferenceEqualityComparer.Instance);

    private InputEnergy(IReadOnlyList<PrunableLayer> layers)
    {
        foreach (var layer in layers)
            watched.Add(layer.Module, layer);
    }

    /// <summary>Runs every batch in evaluation mode without gradients. The model's modes and the random state are put back.</summary>
    /// <exception cref="ArgumentException">There is no batch.</exception>
    public static InputEnergy Measure(nn.Module model, IReadOnlyList<PrunableLayer> layers, IEnumerable<Action> runs)
    {
        var energy = new InputEnergy(layers);
        try
        {
            using var watch = energy.Watch(model);
            Calibration.ForEach(model, runs, gradients: false, run =>
            {
                using var scope = NewDisposeScope();
                run();
            });
            return energy;
        }
        catch
        {
            energy.Dispose();
            throw;
        }
    }

    /// <summary>Σx² of a layer's columns: (1, columns), or (rows, columns) of a convolution.</summary>
    /// <exception cref="InvalidOperationException">The layer's inputs were not seen.</exception>
    public Tensor Of(PrunableLayer layer) => sums.TryGetValue(layer.Module, out var sum)
        ? sum
        : throw new InvalidOperationException(
            $"No batch showed an input of '{layer.Path}': adapt the model first, or run the layer by call() instead of forward(), or leave it out of the layers to prune.");

    /// <inheritdoc/>
    public Tensor Observe(LayerAdapter adapter, Tensor input, Tensor output)
    {
        Add(adapter.Layer.Module, input);
        return output;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var sum in sums.Values)
            sum.Dispose();
        sums.Clear();
    }

    private Observation Watch(nn.Module model)
    {
        var observation = new Observation();
        foreach (var adapter in model.modules().OfType<LayerAdapter>().Where(adapter => watched.ContainsKey(adapter.Layer.Module)))
        {
            adapter.Probe = this;
            observation.OnEnd(() => adapter.Probe = null);
        }

        foreach (var module in watched.Keys)
        {
            var hook = ((nn.Module<Tensor, Tensor>)module).register_forward_pre_hook((_, input) =>
            {
                Add(module, input);
                return input;
            });
            observation.OnEnd(hook.remove);
        }

        return observation;
    }

    private void Add(nn.Module module, Tensor input)
    {
        if (!watched.TryGetValue(module, out var layer))
            return;
        using var scope = NewDisposeScope();
        var energy = module is Linear ? OfLinear(input, layer) : OfConvolution(input, layer);
        if (sums.TryGetValue(module, out var sum))
            sum.add_(energy);
        else
            sums.Add(module, energy.DetachFromDisposeScope());
    }

    private static Tensor OfLinear(Tensor input, PrunableLayer layer) =>
        input.detach().reshape(-1, layer.Columns).to(ScalarType.Float64).square().sum(dim: 0, keepdim: true);

    // A convolution of x², summed up, has Σx² as the gradient of its weight: the layer itself knows its padding, its steps and its groups.
    private static Tensor OfConvolution(Tensor input, PrunableLayer layer)
    {
        var frozen = !layer.Weight.requires_grad;
        using var gradients = enable_grad();
        layer.Weight.requires_grad = true;
        try
        {
            var output = layer.Module.forward(input.detach().square());
            var energy = GuardedGradient.OfOutput(output, [layer.Weight], ones_like(output))[0]!;
            return energy.view(layer.Rows, layer.Columns).to(ScalarType.Float64, copy: true);
        }
        finally
        {
            if (frozen)
                layer.Weight.requires_grad = false;
        }
    }

    /// <summary>Undoes what was done to watch the layers.</summary>
    private sealed class Observation : IDisposable
    {
        private readonly Stack<Action> ends = new();

        public void OnEnd(Action end) => ends.Push(end);

        public void Dispose()
        {
            while (ends.TryPop(out var end))
                end();
        }
    }
}
