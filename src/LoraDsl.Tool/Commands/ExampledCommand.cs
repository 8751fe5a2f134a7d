using System.CommandLine;

namespace LoraDsl.Tool.Commands;

/// <summary>A command with examples of its use, which its help ends with.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Command lines.</param>
internal sealed class ExampledCommand(string name, string description, IReadOnlyList<string> examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
