using System.CommandLine;
using System.Text.RegularExpressions;
using LoraDsl.Formats.Peft;
using LoraDsl.Tool.Files;
using LoraDsl.Tool.Numerics;
using LoraDsl.Tool.Results;
using Spectre.Console;
using static System.FormattableString;

namespace LoraDsl.Tool.Commands;

/// <summary>`lora combine`: one adapter of several.</summary>
internal static partial class CombineCommand
{
    private static readonly Dictionary<string, CombinationMethod> Methods = Enum.GetValues<CombinationMethod>().ToDictionary(NameOf);

    private static readonly Argument<string[]> Adapters = new("ADAPTER") { Description = "The adapters' folders.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Target = new("--output", "-o") { Description = "The folder of the new adapter. It must not exist.", Required = true };
    private static readonly Option<double[]> Weights = new("--weights") { Description = "A weight for each adapter, in their order; 1 each when left out.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Method = new("--method") { Description = $"How, by PEFT's combination_type: {string.Join(", ", Methods.Keys)}.", Required = true };
    private static readonly Option<int?> Rank = new("--rank") { Description = "The rank that methods with singular values leave; the greatest of the adapters when left out." };
    private static readonly Option<double?> Density = new("--density") { Description = "The share of values that ties, dare and magnitude_prune keep, above 0 and at most 1." };
    private static readonly Option<MajoritySign> Sign = new("--majority-sign") { Description = "How ties elects the sign of a value: by the sum of the values or by their number." };
    private static readonly Option<int> Seed = new("--seed") { Description = "Which values dare drops: the same for a seed every time, and others than the library drops." };

    public static Command Create() => Verb.Of(
        "combine",
        "Combines adapters of one model into a new one whose scaling is 1. The definitions are those of `Combine` in the library.",
        [
            "lora combine french/ german/ --weights 0.7 0.3 --method svd --rank 8 --output both/",
            "lora combine a/ b/ c/ --method ties --density 0.5 --output merged/",
        ],
        [Adapters, Target, Weights, Method, Rank, Density, Sign, Seed],
        (parsed, output) => output.Write(
            Combine(
                parsed.GetRequiredValue(Adapters),
                parsed.GetValue(Weights) ?? [],
                OptionsOf(parsed),
                parsed.GetRequiredValue(Target)),
            ResultJson.Default.Combination,
            Print));

    private static CombinationOptions OptionsOf(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(Method);
        var options = new CombinationOptions(Methods.TryGetValue(name, out var method)
            ? method
            : throw new ArgumentException($"--method is \"{name}\", and there is no such way: take one of {string.Join(", ", Methods.Keys)}."))
        {
            Rank = parsed.GetValue(Rank),
            Density = parsed.GetValue(Density),
            MajoritySign = parsed.GetValue(Sign),
            Seed = parsed.GetValue(Seed),
        };
        options.Validate();
        return options;
    }

    private static Combination Combine(string[] paths, double[] weights, CombinationOptions options, string target)
    {
        if (weights.Length > 0 && weights.Length != paths.Length)
            throw new ArgumentException(Invariant($"--weights has {weights.Length} values for {paths.Length} adapters: give one for each."));
        if (Array.Find(weights, weight => !double.IsFinite(weight)) is not 0 and var broken)
            throw new ArgumentException(Invariant($"--weights has the value {broken}: a weight is finite."));
        if (paths.GroupBy(Path.GetFullPath).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"'{twice.First()}' stands in the combination twice: add up its weights.");
        List<(AdapterFolder Folder, double Weight)> adapters = [.. paths.Select((path, index) => (AdapterFolder.Read(path), weights.Length == 0 ? 1 : weights[index]))];
        if (adapters.Find(adapter => adapter.Folder.Config.FanInFanOut != adapters[0].Folder.Config.FanInFanOut).Folder is { } other)
            throw new InvalidDataException($"fan_in_fan_out of '{adapters[0].Folder.Path}' and of '{other.Path}' differ: they are adapters of different models.");
        var layers = Layers(adapters);
        if (layers.Count == 0)
            throw new InvalidDataException($"'{paths[0]}' has no layer of a rank above 0: there is nothing to combine.");
        var combined = new AdapterLayer[layers.Count];
        var seeds = new Random((int)options.Seed);
        int[] seedOf = [.. layers.Select(_ => seeds.Next())];
        Parallel.For(0, layers.Count, index => combined[index] = new LayerCombination(options, seedOf[index]).Of(layers[index]));
        OutputPlace.WriteFolder(target, folder => AdapterFolderWriter.Write(ConfigOf(adapters[0].Folder.Config, combined), combined, folder));
        return new Combination(
            target,
            NameOf(options.Method),
            [.. adapters.Select(adapter => new CombinedAdapter(adapter.Folder.Path, adapter.Weight))],
            combined.Sum(layer => layer.Parameters),
            [.. combined.Select(layer => new CombinedLayer(layer.Path, [.. adapters.Select(adapter => adapter.Folder.Layers.FirstOrDefault(part => part.Path == layer.Path)?.Rank ?? 0)], layer.Rank))],
            [.. adapters.SelectMany(adapter => adapter.Folder.Description.Warnings), .. Bases(adapters)]);
    }

    private static List<IReadOnlyList<(AdapterLayer Layer, double Weight)>> Layers(IReadOnlyList<(AdapterFolder Folder, double Weight)> adapters)
    {
        foreach (var (folder, _) in adapters)
        {
            if (folder.Layers.FirstOrDefault(layer => layer.Masked) is { } masked)
                throw new InvalidDataException($"'{masked.Path}' of '{folder.Path}' is adapted by LoRS, whose part is masked and no product of factors: it cannot be combined.");
        }

        return
        [
            .. adapters
                .SelectMany(adapter => adapter.Folder.Layers.Where(layer => layer.Rank > 0).Select(layer => (Layer: layer, adapter.Weight)))
                .GroupBy(part => part.Layer.Path, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.ToList()),
        ];
    }

    // Without the model only an expression names exactly these layers.
    private static PeftConfig ConfigOf(PeftConfig first, IEnumerable<AdapterLayer> layers) => new()
    {
        TaskType = first.TaskType,
        BaseModelNameOrPath = first.BaseModelNameOrPath,
        Revision = first.Revision,
        InferenceMode = first.InferenceMode,
        FanInFanOut = first.FanInFanOut,
        TargetModules = ModuleNames.OfExpression($"({string.Join('|', layers.Select(layer => Regex.Escape(layer.Path)))})"),
    };

    private static IEnumerable<string> Bases(IReadOnlyList<(AdapterFolder Folder, double Weight)> adapters)
    {
        string[] bases = [.. adapters.Select(adapter => adapter.Folder.Config.BaseModelNameOrPath).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (bases.Length > 1)
            yield return $"The adapters name different bases, '{string.Join("', '", bases)}': what they combine to is of use only where those are one model.";
    }

    private static void Print(Combination combination, IAnsiConsole console)
    {
        var table = Output.Table("layer", [.. combination.Adapters.Select(adapter => adapter.Path), "combined"]);
        foreach (var layer in combination.Layers)
            Output.Row(table, [layer.Path, .. layer.Ranks.Append(layer.Rank).Select(rank => Invariant($"{rank}"))]);
        console.Write(table);
        Output.Warn(console, combination.Warnings);
        console.WriteLine(Invariant($"{combination.Adapters.Count} adapters became one of {combination.Parameters:n0} parameters by {combination.Method}: {combination.Output}"));
    }

    private static string NameOf(CombinationMethod method) => WordStart().Replace(method.ToString(), "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
