namespace LoraDsl.Formats.Peft;

/// <summary>A key of a configuration, for messages.</summary>
/// <param name="File">The file, or another word for where the configuration comes from.</param>
/// <param name="Key">The key.</param>
public readonly record struct ConfigPlace(string File, string Key)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Key} in '{File}'";
}
