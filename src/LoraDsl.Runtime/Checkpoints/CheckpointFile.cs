namespace LoraDsl.Checkpoints;

/// <summary>A file of a checkpoint.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, in lower-case hexadecimal digits.</param>
internal sealed record CheckpointFile(long Bytes, string Sha256);
