namespace LoraDsl.Formats.Peft;

/// <summary>
/// By what the paths of a file differ from those of a model: the name of an outermost module that one of the two lacks, such as
/// <c>model.</c> in front of <c>layers.0.…</c>.
/// </summary>
/// <param name="Removed">What is taken off a file's path, with its dot; empty for nothing.</param>
/// <param name="Added">What is put in front of it, with its dot; empty for nothing.</param>
public readonly record struct RootLevel(string Removed, string Added)
{
    /// <summary>The paths are the same.</summary>
    public static RootLevel Same { get; } = new("", "");

    /// <summary>
    /// Finds the one level by which a file's paths become paths of a model. Where all of them are already, or no level makes them so,
    /// the paths are left as they are.
    /// </summary>
    /// <param name="file">The file's paths.</param>
    /// <param name="model">The model's.</param>
    /// <exception cref="InvalidDataException">Several levels would do.</exception>
    public static RootLevel Between(IReadOnlyCollection<string> file, IReadOnlyCollection<string> model)
    {
        ArgumentNullException.ThrowIfNull(file);
        var known = model.ToHashSet(StringComparer.Ordinal);
        if (file.Count == 0 || file.All(known.Contains))
            return Same;
        var shared = file.Select(FirstLevel).Distinct().ToList();
        RootLevel[] fitting =
        [
            .. model.Select(FirstLevel).Distinct().Select(added => new RootLevel("", added))
                .Concat(shared.Count == 1 ? [new RootLevel(shared[0], "")] : [])
                .Where(level => level != Same && file.All(path => known.Contains(level.Of(path)))),
        ];
        return fitting.Length switch
        {
            0 => Same,
            1 => fitting[0],
            _ => throw new InvalidDataException($"The file's paths, such as '{file.First()}', fit the model in {fitting.Length} ways: {string.Join(" or ", fitting)}. Load it into the part of the model that it is for."),
        };
    }

    /// <summary>A path of the file as the model has it.</summary>
    public string Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Removed.Length > 0 && path.StartsWith(Removed, StringComparison.Ordinal) ? Added + path[Removed.Length..] : Added + path;
    }

    /// <inheritdoc/>
    public override string ToString() => this == Same ? "nothing" : Removed.Length > 0 ? $"the prefix '{Removed}' taken off" : $"the prefix '{Added}' added";

    private static string FirstLevel(string path) => path[..(path.IndexOf('.', StringComparison.Ordinal) + 1)];
}
