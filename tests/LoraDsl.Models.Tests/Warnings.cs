namespace LoraDsl.Models.Tests;

/// <summary>Collects the library's warnings. Tests that use it are of one collection, since there is one handler for all.</summary>
[CollectionDefinition(nameof(Warnings), DisableParallelization = true)]
public sealed class Warnings : IDisposable
{
    private readonly Action<string>? before = LoraWarnings.Handler;

    public Warnings() => LoraWarnings.Handler = Messages.Add;

    /// <summary>What was said.</summary>
    public List<string> Messages { get; } = [];

    public void Dispose() => LoraWarnings.Handler = before;
}
