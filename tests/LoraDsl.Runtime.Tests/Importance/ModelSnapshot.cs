using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Importance;

/// <summary>Everything of a model that a measure has to leave as it was, and torch's random state.</summary>
internal sealed class ModelSnapshot
{
    private readonly nn.Module model;
    private readonly AdapterSet set;
    private readonly Dictionary<string, Tensor> values;
    private readonly Dictionary<string, Tensor?> gradients;
    private readonly Dictionary<string, bool> trained;
    private readonly Dictionary<string, bool> modes;
    private readonly Tensor randomState;
    private readonly bool gradientMode = is_grad_enabled();

    public ModelSnapshot(nn.Module model, AdapterSet set)
    {
        this.model = model;
        this.set = set;
        values = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        gradients = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.grad?.clone());
        trained = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.requires_grad);
        modes = model.named_modules().ToDictionary(entry => entry.name, entry => entry.module.training);
        modes[""] = model.training;
        randomState = get_rng_state();
    }

    public void AssertUnchanged()
    {
        Assert.True(Reference.SameBits(randomState, get_rng_state()));
        Assert.Equal(gradientMode, is_grad_enabled());
        Assert.All(model.state_dict(), entry => Assert.True(Reference.SameBits(values[entry.Key], entry.Value), entry.Key));
        Assert.All(model.named_parameters(), entry =>
        {
            Assert.Equal(trained[entry.name], entry.parameter.requires_grad);
            if (gradients[entry.name] is { } gradient)
                Assert.True(Reference.SameBits(gradient, entry.parameter.grad!), entry.name);
            else
                Assert.Null(entry.parameter.grad);
        });
        Assert.Equal(modes[""], model.training);
        Assert.All(model.named_modules(), entry => Assert.Equal(modes[entry.name], entry.module.training));
        Assert.All(set.Named(), entry => Assert.Null(entry.Adapter.Probe));
        Assert.All(model.modules().OfType<IAttentionModule>(), module => Assert.Null(module.AttentionProbe));
    }
}
