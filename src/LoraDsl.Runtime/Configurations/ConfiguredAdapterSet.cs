using LoraDsl.Adapters;
using LoraDsl.Methods;
using LoraDsl.Recipes;
using static TorchSharp.torch;

namespace LoraDsl.Configurations;

/// <summary>The adapters of a configuration.</summary>
internal sealed class ConfiguredAdapterSet : RecipeAdapterSet
{
    public ConfiguredAdapterSet(nn.Module model, AdapterConfig config, string name)
        : base(model, ModuleName.Of(model), name)
    {
        var layers = ModuleSelection.Of(model, config);
        var add = Method(config, [.. layers.Select(entry => entry.Path)]);
        foreach (var (path, layer) in layers)
        {
            if (config is LoraConfig { LoraBias: true } && layer is TorchSharp.Modules.Embedding)
                throw new NotSupportedException($"'{path}' is an embedding, on whose B there can be no bias: leave it out of TargetModules, or LoraBias out.");
            var place = AdaptedPlace.Of(layer, path);
            place.Hook();
            add(place, path);
        }

        if (config is LoraConfig lora)
            TrainBeside(model, lora);

        if (config.RequireReached)
            new FirstPass(this).Watch();
    }

    private void TrainBeside(nn.Module model, LoraConfig config)
    {
        foreach (var (module, rows) in config.TrainableTokens)
        {
            foreach (var (path, layer) in WholeSelection.Named(model, module))
            {
                var place = AdaptedPlace.Of(layer as nn.Module<Tensor, Tensor> ?? throw new NotSupportedException($"'{path}' is a {layer.GetType().Name}, and no embedding whose rows could be trained."), path);
                place.Hook();
                AddRows(place, path, rows);
            }
        }

        foreach (var (path, module) in config.ModulesToSave.SelectMany(module => WholeSelection.Named(model, module)).DistinctBy(entry => entry.Path))
            AddWholeAt(path, module, isBias: false);
        TrainBiases(config.Bias);
    }

    private Action<AdaptedPlace, string> Method(AdapterConfig config, IReadOnlyCollection<string> paths)
    {
        switch (config)
        {
            case LoraConfig lora:
                var ofLora = new LayerRanks(nameof(LoraConfig), lora.Rank, lora.Alpha, lora.RankPattern, lora.AlphaPattern, paths);
                return (place, path) => AddLora(place, path, new LoraOptions(ofLora.RankOf(path))
                {
                    Alpha = ofLora.AlphaOf(path),
                    Dropout = lora.Dropout,
                    RankStabilized = lora.RankStabilized,
                    Dora = lora.Dora,
                    LearningRateRatio = lora.LearningRateRatio,
                    FreezeA = lora.FreezeA,
                    Bias = lora.LoraBias,
                    Initialization = lora.Initialization,
                    Compensate = lora.Compensate,
                });
            case LoHaConfig loHa:
                var ofLoHa = new LayerRanks(nameof(LoHaConfig), loHa.Rank, loHa.Alpha, loHa.RankPattern, loHa.AlphaPattern, paths);
                return (place, path) => AddLoHa(place, path, new LoHaOptions(ofLoHa.RankOf(path))
                {
                    Alpha = ofLoHa.AlphaOf(path),
                    RankDropout = loHa.RankDropout,
                    ModuleDropout = loHa.ModuleDropout,
                    UseEffectiveConv2d = loHa.UseEffectiveConv2d,
                });
            case LoKrConfig loKr:
                var ofLoKr = new LayerRanks(nameof(LoKrConfig), loKr.Rank, loKr.Alpha, loKr.RankPattern, loKr.AlphaPattern, paths);
                return (place, path) => AddLoKr(place, path, new LoKrOptions(ofLoKr.RankOf(path))
                {
                    Alpha = ofLoKr.AlphaOf(path),
                    RankDropout = loKr.RankDropout,
                    RankDropoutScale = loKr.RankDropoutScale,
                    ModuleDropout = loKr.ModuleDropout,
                    UseEffectiveConv2d = loKr.UseEffectiveConv2d,
                    DecomposeBoth = loKr.DecomposeBoth,
                    DecomposeFactor = loKr.DecomposeFactor,
                });
            case VeraConfig vera:
                return (place, path) => AddVera(place, path, new VeraOptions(vera.Rank)
                {
                    DInitial = vera.DInitial,
                    Dropout = vera.Dropout,
                    Seed = vera.Seed,
                    SaveProjection = vera.SaveProjection,
                });
            case Ia3Config ia3:
                var feedForward = ModuleSelection.Matcher(ia3.FeedForwardModules, nameof(Ia3Config), nameof(Ia3Config.FeedForwardModules), paths);
                return (place, path) => AddIa3(place, path, new Ia3Options { FeedForward = feedForward(path) });
            default:
                throw new ArgumentException($"{config.GetType().Name} is no configuration of a method that is known here.", nameof(config));
        }
    }
}
