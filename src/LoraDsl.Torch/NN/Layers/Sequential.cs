using System.Globalization;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules that run one after another.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<nn.IModule<Tensor, Tensor>> _modules = [];

    /// <summary>Modules with names of their own.</summary>
    protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : base("torch::nn::SequentialImpl")
    {
        foreach (var (name, submodule) in modules)
            append(name, submodule);
    }

    /// <summary>Modules named by their positions.</summary>
    protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules)
        : base("torch::nn::SequentialImpl")
    {
        foreach (var module in modules)
            append(module);
    }

    /// <summary>The number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>The module at a position.</summary>
    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => _modules[index];

    /// <summary>Appends a module under a name.</summary>
    /// <returns>This module.</returns>
    /// <exception cref="ArgumentException">The object is no <see cref="nn.Module"/>.</exception>
    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        if (module is not nn.Module component)
            throw new ArgumentException($"'{name}' cannot be part of a Sequential: {module?.GetType().ToString() ?? "null"} is no module.", nameof(module));
        register_module(name, component);
        _modules.Add(module);
        return this;
    }

    /// <summary>Appends a module under its position.</summary>
    /// <returns>This module.</returns>
    /// <exception cref="ArgumentException">The object is no <see cref="nn.Module"/>.</exception>
    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(Count.ToString(CultureInfo.InvariantCulture), module);

    /// <summary>Calls every module with the output of the one before; tensors between them are disposed.</summary>
    public override Tensor forward(Tensor tensor)
    {
        if (Count == 0)
            return tensor.alias();
        var output = _modules[0].call(tensor);
        for (var i = 1; i < Count; i++)
        {
            var next = _modules[i].call(output);
            if (!ReferenceEquals(next, output) && !ReferenceEquals(output, tensor))
                output.Dispose();
            output = next;
        }
        return output;
    }
}
