using LoraDsl.Adapters;
using LoraDsl.Methods;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Gpu.Exchange;

/// <summary>Three adapted layers on the base that Python/interchange.py draws too.</summary>
internal abstract class ExchangeModel(string name) : Module<Tensor, Tensor>(name)
{
    /// <summary>The layers' adapters, in order.</summary>
    public abstract IReadOnlyList<LoraAdapter<Linear>> Adapted { get; }

    /// <summary>The adapters as a set.</summary>
    public abstract AdapterSet Set { get; }

    public sealed override Tensor forward(Tensor x) =>
        Adapted[2].forward(functional.gelu(Adapted[1].forward(functional.gelu(Adapted[0].forward(x)))));

    /// <summary>Draws the base in the order of Python/interchange.py, and after it the input.</summary>
    public Tensor Draw(long seed)
    {
        using var untracked = no_grad();
        random.manual_seed(seed);
        foreach (var name in new[] { "first", "second", "third" })
        {
            var layer = (Linear)named_children().Single(child => child.name == name).module;
            layer.weight.copy_(randn(layer.weight.shape) * 0.2);
            layer.bias!.copy_(randn(layer.bias.shape) * 0.2);
        }

        return randn(16, 24);
    }

    /// <summary>Gives the adapters values, as a training would.</summary>
    public void Train()
    {
        using var untracked = no_grad();
        foreach (var (_, factor) in Adapted.SelectMany(adapter => adapter.named_parameters(recurse: false)))
            factor.copy_(randn(factor.shape) * 0.3);
    }

    protected static Linear NewFirst() => Linear(24, 40);

    protected static Linear NewSecond() => Linear(40, 32);

    protected static Linear NewThird() => Linear(32, 10);
}
