namespace LoraDsl.Tool.Files;

/// <summary>What an adapted layer is.</summary>
internal enum LayerKind
{
    Linear,
    Embedding,
    Conv1d,
    Conv2d,
    Conv3d,
}
