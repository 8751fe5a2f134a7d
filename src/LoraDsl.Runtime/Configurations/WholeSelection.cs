using LoraDsl.Checkpoints;
using LoraDsl.Formats.Peft;
using static TorchSharp.torch;

namespace LoraDsl.Configurations;

/// <summary>The modules of a model that are trained whole, and the biases.</summary>
internal static class WholeSelection
{
    /// <summary>The outermost modules of a name.</summary>
    /// <exception cref="InvalidOperationException">The model has none.</exception>
    public static IReadOnlyList<(string Path, nn.Module Module)> Named(nn.Module model, string name)
    {
        var found = ModuleSelection.Modules(model).Where(entry => WholeModules.Of(name, entry.Path) == entry.Path).ToList();
        return found.Count > 0
            ? found
            : throw new InvalidOperationException($"The configuration names '{name}', and {model.GetName()} has no such module: its modules are {PathText.Of(ModuleSelection.Modules(model).Select(entry => entry.Path))}.");
    }

    /// <summary>What a file has of modules that were trained whole: the outermost modules that its names and its tensors meet in.</summary>
    public static IReadOnlyList<string> Of(AdapterDescription file) =>
    [
        .. file.Extras
            .Where(extra => extra.Name.Role == AdapterTensorRole.ModuleParameter)
            .Select(extra => WholeModules.Name(file.Config, extra.Name.Path) is { } name ? WholeModules.Of(name, extra.Name.Path) : null)
            .OfType<string>()
            .Distinct(),
    ];

    /// <summary>The paths of the modules whose biases a file has, but for those of modules that were trained whole.</summary>
    public static IEnumerable<string> BiasesOf(AdapterDescription file) => file.Extras
        .Where(extra => extra.Name is { Parameter: "bias", Role: AdapterTensorRole.ModuleParameter or AdapterTensorRole.BaseParameter } && WholeModules.Name(file.Config, extra.Name.Path) is null)
        .Select(extra => extra.Name.Path);
}
