using System.Text.RegularExpressions;
using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Configurations;

/// <summary>The modules of a model that a configuration names.</summary>
internal static class ModuleSelection
{
    /// <summary>The layers with their paths, a layer that is held in several places by the first that the configuration names.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    /// <exception cref="NotSupportedException">A module that is named cannot be adapted.</exception>
    public static IReadOnlyList<(string Path, nn.Module<Tensor, Tensor> Layer)> Of(nn.Module model, AdapterConfig config)
    {
        var matcher = new TargetMatcher(
            new TargetSelection
            {
                Targets = Names(config.TargetModules),
                Excluded = config.ExcludeModules is { } excluded ? Names(excluded) : null,
                Layers = config.LayersToTransform ?? [],
                LayersPattern = config.LayersPattern,
                TrainedWhole = config is LoraConfig lora ? [.. lora.ModulesToSave.Select(Regex.Escape)] : [],
            },
            config.GetType().Name);
        var heads = (model as IOutputHead)?.OutputHeads ?? [];
        var modules = Modules(model)
            .Select(entry => (entry.Path, entry.Module, Candidate: new TargetCandidate(entry.Path, entry.Module is Linear, heads.Contains(entry.Module))))
            .Where(entry => matcher.Matches(entry.Candidate))
            .ToList();
        var layers = modules.Where(entry => IsAdaptable(entry.Module)).DistinctBy(entry => entry.Module, ReferenceEqualityComparer.Instance).ToList();
        if (layers.Count == 0)
        {
            throw new InvalidOperationException(
                $"TargetModules {config.TargetModules} of {ModuleName.Of(model)} {(modules.Count == 0 ? "names no module" : $"names '{modules[0].Path}', a {modules[0].Module.GetType().Name}, but no layer")} that can be adapted. Its layers are {PathText.Of(Modules(model).Where(entry => IsAdaptable(entry.Module)).Select(entry => entry.Path))}.");
        }

        RequireAdaptable(config, modules);
        Warn(matcher, [.. layers.Select(entry => entry.Candidate)]);
        return [.. layers.Select(entry => (entry.Path, (nn.Module<Tensor, Tensor>)entry.Module))];
    }

    /// <summary>Tells which of the adapted layers some targets name; those that name none are warned of.</summary>
    public static Func<string, bool> Matcher(ModuleTargets? targets, string source, string option, IReadOnlyCollection<string> paths)
    {
        if (targets is null)
            return _ => false;
        var matcher = new TargetMatcher(new TargetSelection { Targets = Names(targets) }, source);
        if (!paths.Any(Matches))
            LoraWarnings.Handler?.Invoke($"{option} {targets} of {source} names none of the adapted layers, {PathText.Of(paths)}.");
        return Matches;

        bool Matches(string path) => matcher.Matches(new TargetCandidate(path));
    }

    /// <summary>Whether there are adapters for a module.</summary>
    public static bool IsAdaptable(nn.Module module) => module is Linear or Embedding or Conv1d or Conv2d;

    /// <summary>The modules of a model with their paths, without adapters.</summary>
    public static IEnumerable<(string Path, nn.Module Module)> Modules(nn.Module model) =>
        model.named_modules().Where(entry => entry.module is not LayerAdapter).Select(entry => (entry.name, entry.module));

    private static ModuleNames Names(ModuleTargets targets) =>
        targets.Expression is { } expression ? ModuleNames.OfExpression(expression) : ModuleNames.Of(targets);

    // A module that holds a layer which is named as well is named by accident; PEFT refuses a leaf that it does not know.
    private static void RequireAdaptable(AdapterConfig config, IReadOnlyList<(string Path, nn.Module Module, TargetCandidate Candidate)> modules)
    {
        foreach (var (path, module, _) in modules)
        {
            if (!IsAdaptable(module) && !module.named_children().Any() && module.parameters().Any())
            {
                throw new NotSupportedException(
                    $"TargetModules {config.TargetModules} names '{path}', a {module.GetType().Name}, which cannot be adapted: adapters exist for Linear, Embedding, Conv1d and Conv2d. Leave it out by ExcludeModules.");
            }
        }
    }

    private static void Warn(TargetMatcher matcher, IReadOnlyCollection<TargetCandidate> candidates)
    {
        if (LoraWarnings.Handler is not { } handler)
            return;
        foreach (var warning in matcher.Select(candidates).Warnings)
            handler(warning);
    }
}
