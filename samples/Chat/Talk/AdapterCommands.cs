using System.Globalization;
using Chat.Models;
using LoraDsl;
using LoraDsl.Adapters;
using Shared;

namespace Chat.Talk;

/// <summary>What can be done to adapters while talking.</summary>
/// <param name="model">The model.</param>
/// <param name="output">Where it is said.</param>
internal sealed class AdapterCommands(ChatModel model, TextWriter output)
{
    private const string Nothing = "none";

    /// <summary>What is in force, for the prompt.</summary>
    public string InForce => model.Adapters.InForce is { Count: > 0 } chosen
        ? string.Join(" + ", chosen.Select(each => each.Weight == 1 ? each.Name : string.Create(CultureInfo.InvariantCulture, $"{each.Weight}·{each.Name}")))
        : Nothing;

    private ModelAdapters Adapters => model.Adapters;

    /// <summary>Loads a folder of adapters; they are in force afterwards.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">Their name; the folder's unless told.</param>
    /// <exception cref="SampleException">They cannot be loaded; nothing was changed.</exception>
    public void Load(string folder, string? name)
    {
        var given = name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).Replace('.', '-');
        try
        {
            LoraModel.Load(model.Model, folder, given);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or InvalidOperationException or ArgumentException or NotSupportedException or UnauthorizedAccessException)
        {
            throw new SampleException(error.Message, error);
        }

        output.WriteLine($"'{given}' is loaded and in force.");
    }

    /// <summary>Puts adapters in force: a name, several with weights (<c>french=0.7 german=0.3</c>), or <c>none</c>.</summary>
    /// <exception cref="SampleException">There are none of that name, or they cannot be summed.</exception>
    public void Use(IReadOnlyList<string> words)
    {
        if (words is [Nothing])
        {
            Adapters.UseNone();
            return;
        }

        var chosen = words.Select(Weighted).ToList();
        if (chosen.Count == 0)
            throw new SampleException($"/use takes a name, several with weights (french=0.7 german=0.3), or {Nothing}. {Listed()}");
        foreach (var (name, _) in chosen)
        {
            if (!Adapters.Names.Contains(name))
                throw new SampleException($"There is no adapter '{name}'. {Listed()}");
        }

        try
        {
            Adapters.Use(chosen);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new SampleException(error.Message, error);
        }
    }

    /// <summary>Takes adapters off the model.</summary>
    /// <exception cref="SampleException">There are none of that name.</exception>
    public void Remove(string name)
    {
        if (!Adapters.Names.Contains(name))
            throw new SampleException($"There is no adapter '{name}'. {Listed()}");
        Adapters.Remove(name);
    }

    /// <summary>The adapters in words.</summary>
    public string Listed() => Adapters.Names is { Count: > 0 } names ? $"There are {string.Join(", ", names)}; in force: {InForce}." : "There are no adapters.";

    private static (string Name, double Weight) Weighted(string word)
    {
        var parts = word.Split('=', 2);
        if (parts.Length == 1)
            return (word, 1);
        return double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) && double.IsFinite(weight)
            ? (parts[0], weight)
            : throw new SampleException($"{word}: the weight is no number.");
    }
}
