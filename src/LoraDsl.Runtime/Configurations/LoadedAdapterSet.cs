using LoraDsl.Adapters;
using LoraDsl.Checkpoints;
using LoraDsl.Formats.Peft;
using LoraDsl.Limits;
using LoraDsl.Methods;
using LoraDsl.Recipes;
using static TorchSharp.torch;

namespace LoraDsl.Configurations;

/// <summary>The adapters that a folder describes, made as it says.</summary>
internal sealed class LoadedAdapterSet : RecipeAdapterSet
{
    public LoadedAdapterSet(nn.Module model, AdapterDescription file, string name)
        : base(model, ModuleName.Of(model), name)
    {
        var modules = ModuleSelection.Modules(model).DistinctBy(entry => entry.Path).ToDictionary(entry => entry.Path, entry => entry.Module, StringComparer.Ordinal);
        string[] adaptable = [.. modules.Where(entry => ModuleSelection.IsAdaptable(entry.Value)).Select(entry => entry.Key)];
        file = file.At(RootLevel.Between([.. file.Paths], adaptable));
        RequireLayers(file, modules);
        foreach (var layer in file.Layers)
        {
            var place = AdaptedPlace.Of((nn.Module<Tensor, Tensor>)modules[layer.Path], layer.Path);
            place.Hook();
            Add(place, layer, file.Config);
        }

        foreach (var layer in file.Variants)
        {
            var place = AdaptedPlace.Of((nn.Module<Tensor, Tensor>)modules[layer.Path], layer.Path);
            place.Hook();
            Add(place, layer, file.Config, file.Config.Variant!);
        }

        foreach (var saved in file.Extras.Where(extra => extra.Name.Role == AdapterTensorRole.TrainableTokens))
        {
            var path = saved.Name.Path;
            var place = AdaptedPlace.Of(Required(path) as nn.Module<Tensor, Tensor> ?? throw new NotSupportedException($"'{file.Folder}' has rows of '{path}', which is no embedding in {ModelName}."), path);
            place.Hook();
            AddRows(place, path, TokenFit.RowsOf(file.Config, path));
        }

        foreach (var path in WholeSelection.Of(file))
            AddWholeAt(path, Required(path), isBias: false);
        foreach (var path in WholeSelection.BiasesOf(file))
            AddWholeAt(path, Required(path), isBias: true);
        new FirstPass(this).Watch();

        nn.Module Required(string path) => modules.GetValueOrDefault(path)
            ?? throw new InvalidOperationException($"'{file.Folder}' has a '{path}' that was trained, which {ModelName} does not have: is it an adapter of another model?");
    }

    private void Add(AdaptedPlace place, DescribedLayer layer, PeftConfig config)
    {
        var dropout = config.LoraDropout;
        // Components that take initial values back are no part of the adapter: its base is compensated.
        var rank = layer.Rank - layer.StartRank;
        var alpha = layer.StartRank == 0 ? layer.Alpha : layer.Scaling * AdapterScaling.AlphaOfUnitScaling(rank, layer.RankStabilized);
        if (layer.KeepsZeros)
            AddLors(place, layer.Path, new LorsOptions(rank) { Alpha = alpha, RankStabilized = layer.RankStabilized });
        else if (layer.SingularValues is not null)
            AddAdaLora(place, layer.Path, new AdaLoraAdapterOptions { InitialRank = rank, Alpha = layer.Scaling * rank, Dropout = dropout });
        else
            AddLora(place, layer.Path, new LoraOptions(rank) { Alpha = alpha, RankStabilized = layer.RankStabilized, Dropout = dropout, Dora = config.UseDora, Bias = config.LoraBias });
    }

    private void Add(AdaptedPlace place, DescribedVariant layer, PeftConfig config, VariantKeys keys)
    {
        switch (config.PeftType)
        {
            case PeftNames.LoHa:
                AddLoHa(place, layer.Path, new LoHaOptions(layer.Rank) { Alpha = layer.Alpha, RankDropout = keys.RankDropout, ModuleDropout = keys.ModuleDropout, UseEffectiveConv2d = keys.UseEffectiveConv2d });
                break;
            case PeftNames.LoKr:
                AddLoKr(place, layer.Path, new LoKrOptions(layer.Rank)
                {
                    Alpha = layer.Alpha,
                    RankDropout = keys.RankDropout,
                    RankDropoutScale = keys.RankDropoutScale,
                    ModuleDropout = keys.ModuleDropout,
                    UseEffectiveConv2d = keys.UseEffectiveConv2d,
                    DecomposeBoth = keys.DecomposeBoth,
                    DecomposeFactor = keys.DecomposeFactor,
                });
                break;
            case PeftNames.Vera:

                // A start that nothing could be trained from says nothing of what was trained.
                var dInitial = OptionLimits.IsDInitial(keys.DInitial) ? keys.DInitial : new VariantKeys().DInitial;
                AddVera(place, layer.Path, new VeraOptions(layer.Rank) { DInitial = dInitial, Dropout = config.LoraDropout, Seed = keys.ProjectionKey, SaveProjection = keys.SaveProjection });
                break;
            default:
                AddIa3(place, layer.Path, new Ia3Options { FeedForward = layer.IsFeedForward });
                break;
        }
    }

    private void RequireLayers(AdapterDescription file, Dictionary<string, nn.Module> modules)
    {
        string[] missing = [.. file.Paths.Where(path => !modules.ContainsKey(path))];
        if (missing.Length > 0)
        {
            throw new InvalidOperationException(
                $"'{file.Folder}' adapts {PathText.Of(missing)}, which {ModelName} does not have: is it an adapter of another model? Its layers are {PathText.Of(modules.Where(entry => ModuleSelection.IsAdaptable(entry.Value)).Select(entry => entry.Key))}.");
        }

        if (file.Paths.FirstOrDefault(path => !ModuleSelection.IsAdaptable(modules[path])) is { } odd)
        {
            throw new NotSupportedException(
                $"'{file.Folder}' adapts '{odd}', which is a {modules[odd].GetType().Name} in {ModelName} and cannot be adapted: adapters exist for Linear, Embedding, Conv1d and Conv2d.");
        }
    }
}
