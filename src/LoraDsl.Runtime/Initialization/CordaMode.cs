namespace LoraDsl.Initialization;

/// <summary>Which components of a weight CorDA trains.</summary>
public enum CordaMode
{
    /// <summary>Those that the batches' task uses most, to learn it better (PEFT's <c>ipm</c>).</summary>
    InstructionPreviewed = 0,

    /// <summary>Those that the batches' knowledge uses least, so that it is kept while another task is learned (PEFT's <c>kpm</c>).</summary>
    KnowledgePreserved = 1,
}
