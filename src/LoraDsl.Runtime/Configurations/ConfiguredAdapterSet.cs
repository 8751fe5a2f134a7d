using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Methods;
using LoraDsl.Recipes;
using static TorchSharp.torch;

namespace LoraDsl.Configurations;

/// <summary>The adapters of a configuration.</summary>
internal sealed class ConfiguredAdapterSet : RecipeAdapterSet
{
    public ConfiguredAdapterSet(nn.Module model, LoraConfig config, string name)
        : base(model, model.GetName(), name)
    {
        var ranks = new PatternLookup(config.RankPattern.ToDictionary(entry => entry.Key, entry => (double)entry.Value), nameof(LoraConfig), nameof(config.RankPattern));
        var alphas = new PatternLookup(config.AlphaPattern.ToDictionary(), nameof(LoraConfig), nameof(config.AlphaPattern));
        var layers = ModuleSelection.Of(model, config);
        foreach (var (path, layer) in layers)
        {
            var place = AdaptedPlace.Of(layer, path);
            place.Hook();
            var rank = (int)ranks.ValueFor(path, config.Rank);
            AddLora(place, path, new LoraOptions(rank)
            {
                Alpha = alphas.Find(path) ?? config.Alpha,
                Dropout = config.Dropout,
                RankStabilized = config.RankStabilized,
                Dora = config.Dora,
                Initialization = config.Initialization,
                Compensate = config.Compensate,
            });
        }

        string[] paths = [.. layers.Select(entry => entry.Path)];
        foreach (var warning in ranks.Unmatched(paths).Concat(alphas.Unmatched(paths)))
            LoraWarnings.Handler?.Invoke(warning);
        if (config.RequireReached)
            new FirstPass(this).Watch();
    }
}
