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

    /// <summary>The modules of a range, under their names; they are shared, not copied.</summary>
    /// <exception cref="IndexOutOfRangeException">The range ends behind the last module.</exception>
    [IndexerName("SequentialItems")]
    public Sequential this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    /// <summary>The modules from the first position to before the second, under their names; they are shared, not copied. Null is the beginning or the end.</summary>
    /// <exception cref="IndexOutOfRangeException">A position is none of the module's.</exception>
    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

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

    private Sequential Slice(int start, int end)
    {
        foreach (var position in new[] { start, end })
        {
            if (position < 0 || position > Count)
                throw new IndexOutOfRangeException($"{position} is no position of a Sequential of {Count} modules.");
        }
        var slice = new Sequential(Array.Empty<nn.Module<Tensor, Tensor>>());
        foreach (var (name, module) in named_children().Take(end).Skip(start))
            slice.append(name, (nn.IModule<Tensor, Tensor>)module);
        return slice;
    }
}
