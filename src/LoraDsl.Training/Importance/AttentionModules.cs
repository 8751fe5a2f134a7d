using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>The attention modules of a model by their paths.</summary>
internal sealed class AttentionModules
{
    private readonly Dictionary<string, IAttentionModule> modules = new(StringComparer.Ordinal);

    public AttentionModules(nn.Module model)
    {
        if (model is IAttentionModule root)
            modules[""] = root;
        foreach (var (name, module) in model.named_modules())
        {
            if (module is IAttentionModule attention)
                modules[name] = attention;
        }
    }

    /// <summary>The nearest attention module around a layer.</summary>
    /// <param name="path">The layer's path.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public (string Path, IAttentionModule Module) Around(string path)
    {
        for (var end = path.LastIndexOf('.'); end >= 0; end = path.LastIndexOf('.', end - 1))
        {
            if (modules.TryGetValue(path[..end], out var module))
                return (path[..end], module);
            if (end == 0)
                break;
        }

        return modules.TryGetValue("", out var model)
            ? ("", model)
            : throw new ArgumentException(
                $"'{path}' is in no attention module, so that it has no attention weights to be measured by: implement IAttentionModule on the class that computes the attention, give the layer a fixed rank, or take another measure.");
    }
}
