namespace LoraDsl.Ranks;

/// <summary>A layer that is to be adapted.</summary>
/// <param name="Name">Its path in the model.</param>
/// <param name="Type">What it does.</param>
/// <param name="In">Columns of its weight.</param>
/// <param name="Out">Rows of its weight.</param>
public sealed record ArchitectureLayer(string Name, LayerType Type, long In, long Out);
