using System.Globalization;
using System.Text.RegularExpressions;

namespace LoraDsl.Formats.Peft;

/// <summary>Finds the modules that a configuration targets, by the rules of Hugging Face PEFT: a pure function of their paths.</summary>
public sealed class TargetMatcher
{
    private const string LayerGroup = "layer";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly TargetSelection selection;
    private readonly TargetNames? targets;
    private readonly TargetNames? excluded;
    private readonly List<PathExpression> trainedWhole;
    private readonly List<Regex> layerNumbers;
    private readonly string source;

    /// <summary>Takes a selection in.</summary>
    /// <param name="selection">The selection.</param>
    /// <param name="source">The file that it stands in, or what else it comes from, for messages.</param>
    /// <exception cref="InvalidDataException">It contradicts itself, or has an expression that is none.</exception>
    public TargetMatcher(TargetSelection selection, string source)
    {
        ArgumentNullException.ThrowIfNull(selection);
        this.selection = selection;
        this.source = source;
        if (selection.Targets?.Expression is { } expression && (selection.Layers.Count > 0 || selection.LayersPattern.Count > 0))
        {
            throw new InvalidDataException(
                $"{Place("target_modules")} is '{expression}', beside which layers_to_transform and layers_pattern have no meaning: make the numbers part of the expression, or name the targets in a list.");
        }

        if (selection.LayersPattern.Count > 0 && selection.Layers.Count == 0)
            throw new InvalidDataException($"{Place("layers_pattern")} is '{selection.LayersPattern[0]}', but there is no layers_to_transform, whose numbers it is for.");
        targets = selection.Targets is { IsAllLinear: false } named ? new TargetNames(named, Place("target_modules")) : null;
        excluded = selection.Excluded is null ? null : new TargetNames(selection.Excluded, Place("exclude_modules"));
        trainedWhole = [.. selection.TrainedWhole.Select(name => new PathExpression($@"(?:.*\.)?(?:{name})(?:\..*)?", Place("modules_to_save")))];
        layerNumbers = [.. selection.LayersPattern.DefaultIfEmpty("[^.]*").Select(LayerNumber)];
    }

    /// <summary>Whether a module is targeted.</summary>
    /// <exception cref="InvalidDataException">An expression takes too long to be tried.</exception>
    public bool Matches(TargetCandidate candidate)
    {
        var path = candidate.Path;
        if (excluded?.Match(path) is not null || trainedWhole.Exists(module => module.IsMatch(path)))
            return false;
        return selection.Targets is { IsAllLinear: true }
            ? candidate is { IsLinear: true, IsOutputHead: false }
            : targets?.Match(path) switch
            {
                null => false,

                // A module that the list names by its whole path is meant whatever its layer's number.
                var name when name == path || selection.Targets!.List is null => true,
                _ => IsInLayers(path),
            };
    }

    /// <summary>Whether a module is targeted; of "all-linear" it is taken for a linear layer.</summary>
    /// <inheritdoc cref="Matches(TargetCandidate)"/>
    public bool Matches(string path) => Matches(new TargetCandidate(path));

    /// <summary>The targeted modules among some, and what of the selection names none of them.</summary>
    /// <returns>The modules, in their order; and a sentence for each entry that names nothing.</returns>
    /// <exception cref="InvalidDataException">Nothing is targeted, or an expression takes too long to be tried.</exception>
    public (IReadOnlyList<TargetCandidate> Chosen, IReadOnlyList<string> Warnings) Select(IReadOnlyCollection<TargetCandidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var chosen = candidates.Where(Matches).ToList();
        if (chosen.Count == 0)
        {
            throw new InvalidDataException(
                $"{Place("target_modules")} is {Text(selection.Targets)}, which, with exclude_modules, layers_to_transform and modules_to_save taken into account, names none of the {candidates.Count} layers that can be adapted: {Some(candidates.Select(candidate => candidate.Path))}.");
        }

        string[] paths = [.. candidates.Select(candidate => candidate.Path)];
        return (chosen, [.. (targets?.Unmatched(paths) ?? []).Concat(excluded?.Unmatched(paths) ?? [])]);
    }

    private bool IsInLayers(string path)
    {
        if (selection.Layers.Count == 0)
            return true;
        var number = layerNumbers.Select(layer => layer.Match(path)).FirstOrDefault(match => match.Success);
        return number is not null && int.TryParse(number.Groups[LayerGroup].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var layer) && selection.Layers.Contains(layer);
    }

    // The first number behind what holds the layers: a later one is that of an expert or another part of the layer.
    private Regex LayerNumber(string pattern)
    {
        try
        {
            return new Regex($@"\A.*?\.(?:{PythonSyntax.Translate(pattern)})\.(?<{LayerGroup}>[0-9]+)\.", RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{Place("layers_pattern")} has '{pattern}', which is no regular expression: {error.Message}", error);
        }
    }

    private ConfigPlace Place(string key) => new(source, key);

    private static string Text(ModuleNames? names) =>
        names is null ? "not given" : names.Expression is { } expression ? $"'{expression}'" : $"[{Some(names.List!)}]";

    private static string Some(IEnumerable<string> names)
    {
        var shown = names.Take(6).ToList();
        return string.Join(", ", shown.Take(5)) + (shown.Count > 5 ? ", …" : "");
    }
}
