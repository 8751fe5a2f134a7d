using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Training.Recompute;

/// <summary>What a pass and its backward pass leave behind.</summary>
internal sealed class PassRecord
{
    private readonly Dictionary<string, Tensor?> values = [];

    /// <summary>Runs a module's pass from a seed, and the backward pass of a loss that weighs every value differently.</summary>
    /// <param name="model">What the gradients are read of.</param>
    /// <param name="run">The pass.</param>
    /// <param name="input">Its input.</param>
    /// <param name="between">What happens between the two passes.</param>
    public static PassRecord Of(nn.Module model, Func<Tensor, Tensor> run, Tensor input, Action? between = null)
    {
        foreach (var parameter in model.parameters())
            parameter.grad = null;
        var x = input.detach().requires_grad_(input.requires_grad);
        manual_seed(5);
        var record = new PassRecord();
        var output = run(x);
        record.values["output"] = output.detach();
        record.values["random state after forward"] = get_rng_state();
        between?.Invoke();
        var weights = randn(output.shape, output.dtype, generator: new Generator(7));
        (output * weights).square().sum().backward();
        record.values["random state"] = get_rng_state();
        record.values["input"] = x.grad;
        foreach (var (name, parameter) in model.named_parameters())
            record.values[name] = parameter.grad;
        foreach (var (name, buffer) in model.named_buffers())
            record.values[name] = buffer.clone();
        return record;
    }

    /// <summary>Records a pass as it is and one that is recomputed.</summary>
    public static (PassRecord Plain, PassRecord Recomputed) Both(nn.Module<Tensor, Tensor> model, Tensor input, Action? between = null)
    {
        var state = model.named_buffers().ToDictionary(entry => entry.name, entry => entry.buffer.clone());
        var plain = Of(model, model.call, input, between);
        using (no_grad())
        {
            foreach (var (name, buffer) in model.named_buffers())
                buffer.copy_(state[name]);
        }

        return (plain, Of(model, x => ActivationRecompute.Run(model, x), input, between));
    }

    /// <summary>How many tensors have a gradient.</summary>
    public int Count => values.Values.Count(value => value is not null);

    /// <summary>The gradient of a parameter.</summary>
    public Tensor? this[string name] => values[name];

    /// <summary>Everything is there and the same, bit for bit.</summary>
    public void AssertSame(PassRecord other)
    {
        Assert.Equal(values.Keys, other.values.Keys);
        foreach (var (name, value) in values)
        {
            var second = other.values[name];
            Assert.True(value is null == second is null, $"{name} is there on one side only");
            Assert.True(value is null || Reference.SameBits(value, second!), $"{name} differs");
        }
    }

    /// <summary>Gives every adapter random factors, as training would.</summary>
    public static T Randomized<T>(T model)
        where T : nn.Module
    {
        foreach (var adapter in model.modules().OfType<LayerAdapter>())
            Reference.Randomize(adapter);
        return model;
    }
}
