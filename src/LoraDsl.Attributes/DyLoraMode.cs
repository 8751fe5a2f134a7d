namespace LoraDsl;

/// <summary>What a DyLoRA training step at rank b updates.</summary>
public enum DyLoraMode
{
    /// <summary>The whole prefix: the first b rows of A and the first b columns of B.</summary>
    Full = 0,

    /// <summary>
    /// Only what rank b adds to rank b − 1: row b of A and column b of B (at the least rank of the range, all of its rows and
    /// columns). The rest keeps its values bit for bit, and the backward pass is cheaper.
    /// </summary>
    Frozen = 1,
}
