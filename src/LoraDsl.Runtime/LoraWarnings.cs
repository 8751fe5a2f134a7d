namespace LoraDsl;

/// <summary>What becomes of the library's warnings: of what works, but hardly as it was meant.</summary>
public static class LoraWarnings
{
    /// <summary>
    /// Gets each warning, a sentence or two. Writes them to the standard error stream until another handler takes its place;
    /// <see langword="null"/> drops them.
    /// </summary>
    public static Action<string>? Handler { get; set; } = static warning => Console.Error.WriteLine($"LoraDsl: {warning}");
}
