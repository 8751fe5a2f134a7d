using System.Text;
using System.Text.RegularExpressions;
using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Recipes;

/// <summary>The modules of a model that a recipe's path names.</summary>
internal static class ModulePaths
{
    /// <summary>The modules, none of which is below another, with their paths.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">Names with dots between them; <c>*</c> is one name or a part of one, <c>**</c> any number of names.</param>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public static IReadOnlyList<(string Path, nn.Module Module)> Outermost(nn.Module model, string path)
    {
        var pattern = PatternOf(path);
        var found = new List<(string Path, nn.Module Module)>();
        foreach (var (name, module) in model.named_modules())
        {
            if (module is not LayerAdapter && pattern.IsMatch(name) && !found.Exists(outer => name.StartsWith(outer.Path + ".", StringComparison.Ordinal)))
                found.Add((name, module));
        }

        return found.Count > 0
            ? found
            : throw new InvalidOperationException($"{model.GetName()} has no module at \"{path}\" to train whole: its modules are {PathText.Of(model.named_modules().Where(entry => entry.module is not LayerAdapter).Select(entry => entry.name))}.");
    }

    private static Regex PatternOf(string path)
    {
        var segments = path.Split('.');
        var expression = new StringBuilder(@"\A");
        foreach (var (index, segment) in segments.Index())
        {
            var isLast = index == segments.Length - 1;
            expression.Append(segment == "**" ? @"(?:[^.]+\.)*" : Regex.Escape(segment).Replace(@"\*", "[^.]*", StringComparison.Ordinal));
            expression.Append((segment, isLast) switch
            {
                ("**", true) => "[^.]+",
                ("**", false) or (_, true) => "",
                _ => @"\.",
            });
        }

        return new Regex(expression.Append(@"\z").ToString(), RegexOptions.CultureInvariant);
    }
}
