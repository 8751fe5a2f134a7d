using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// A module of the model that an adapter trains whole, such as a new head: what <c>[TrainWhole]</c> and <see cref="LoraConfig.ModulesToSave"/> name. Its parameters
/// and buffers are saved and loaded with the adapter, and switched with it; the base's own values stay in a copy.
/// </summary>
public sealed class TrainedModule
{
    internal TrainedModule(AdapterSet owner, nn.Module module, bool isBias)
    {
        Module = module;
        IsBias = isBias;
        Tensors = [.. TensorsOf(module, isBias).Select(entry => (entry.Name, TensorPlace.Of(entry.Holder, entry.Own, entry.IsBuffer).Join(owner)))];
    }

    /// <summary>The module.</summary>
    public nn.Module Module { get; }

    /// <summary>Whether it is the bias of the module alone that is trained.</summary>
    public bool IsBias { get; }

    /// <summary>Number of its trainable values.</summary>
    public long ParameterCount => Tensors.Where(entry => !entry.Tensor.Place.IsBuffer).Sum(entry => entry.Tensor.Place.Live.numel());

    /// <summary>Its tensors by their names below it.</summary>
    internal IReadOnlyList<(string Name, TrainedTensor Tensor)> Tensors { get; }

    /// <summary>What a module has to train, itself and below it, adapters not counted.</summary>
    internal static IEnumerable<(string Name, nn.Module Holder, string Own, bool IsBuffer)> TensorsOf(nn.Module module, bool isBias)
    {
        foreach (var (below, holder) in Modules(module).Take(isBias ? 1 : int.MaxValue))
        {
            var prefix = below.Length == 0 ? "" : below + ".";
            foreach (var (name, _) in holder.named_parameters(recurse: false))
            {
                if (!isBias || name == "bias")
                    yield return (prefix + name, holder, name, false);
            }

            foreach (var (name, buffer) in isBias ? [] : holder.named_buffers(recurse: false))
            {
                if (buffer is not null)
                    yield return (prefix + name, holder, name, true);
            }
        }
    }

    /// <summary>The norms among the module's own, whose statistics are trained with it.</summary>
    internal IEnumerable<NormBase> Norms => IsBias ? [] : Modules(Module).Select(entry => entry.Module).OfType<NormBase>();

    private static IEnumerable<(string Name, nn.Module Module)> Modules(nn.Module module)
    {
        yield return ("", module);
        foreach (var (name, child) in module.named_children())
        {
            if (child is LayerAdapter)
                continue;
            foreach (var (below, found) in Modules(child))
                yield return (below.Length == 0 ? name : $"{name}.{below}", found);
        }
    }
}
