namespace LoraDsl.Models.Chat.Jinja.Values;

/// <summary>The arguments of a call.</summary>
/// <param name="Callee">What is called, for messages.</param>
/// <param name="Positional">Those without names.</param>
/// <param name="Named">Those with names.</param>
/// <param name="Line">The line of the call.</param>
internal sealed record JinjaArguments(string Callee, IReadOnlyList<object?> Positional, JinjaMap Named, int Line)
{
    /// <summary>Whether an argument was given.</summary>
    public bool Has(int index, string name) => index < Positional.Count || Named.ContainsKey(name);

    /// <summary>An argument by place or name; what it is otherwise where it was not given.</summary>
    public object? Get(int index, string name, object? otherwise = null) =>
        index < Positional.Count ? Positional[index] : Named.TryGetValue(name, out var value) ? value : otherwise;

    /// <summary>An argument that has to be there.</summary>
    /// <exception cref="JinjaError">It was not given.</exception>
    public object? Require(int index, string name) => Has(index, name) ? Get(index, name) : throw Error($"needs the argument '{name}'");

    /// <summary>A text.</summary>
    /// <exception cref="JinjaError">It is something else.</exception>
    public string Text(int index, string name, string? otherwise = null) => Get(index, name, otherwise) as string ?? throw Error($"needs a text for '{name}'");

    /// <summary>A whole number; <see langword="null"/> where it is none or was not given.</summary>
    /// <exception cref="JinjaError">It is something else.</exception>
    public long? Whole(int index, string name) => Get(index, name) switch
    {
        null => null,
        long number => number,
        bool flag => flag ? 1 : 0,
        _ => throw Error($"needs a whole number for '{name}'"),
    };

    /// <summary>A truth value.</summary>
    public bool Flag(int index, string name, bool otherwise = false) => JinjaValue.IsTrue(Get(index, name, otherwise));

    /// <summary>Throws where there are more arguments, or others, than are known.</summary>
    /// <exception cref="JinjaError">There are.</exception>
    public JinjaArguments Only(params ReadOnlySpan<string> names)
    {
        if (Positional.Count > names.Length)
            throw Error($"takes {names.Length} arguments at most here");
        foreach (var name in Named.Keys)
        {
            if (!names.Contains(name))
                throw Error($"has no argument '{name}' here");
        }

        return this;
    }

    /// <summary>An error of this call.</summary>
    public JinjaError Error(string what) => new(Line, $"{Callee} {what}");
}
