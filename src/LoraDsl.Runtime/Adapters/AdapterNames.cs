namespace LoraDsl.Adapters;

/// <summary>Names of adapters among those of one layer.</summary>
internal static class AdapterNames
{
    /// <summary>What attributes attach, and what is attached without a name.</summary>
    public const string Default = "default";

    /// <summary>Throws unless a name can be a part of the keys of a state.</summary>
    /// <exception cref="ArgumentException">It is empty, or has a dot in it.</exception>
    public static void Require(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Contains('.', StringComparison.Ordinal))
            throw new ArgumentException($"An adapter cannot be named \"{name}\": a dot separates the parts of a parameter's name.", nameof(name));
    }
}
