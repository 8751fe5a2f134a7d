namespace LoraDsl.Adapters;

/// <summary>What changed a rank.</summary>
public enum RankChangeKind
{
    /// <summary>Ranks were shared out before training.</summary>
    Allocation = 0,

    /// <summary>The schedule of the adapter, in training.</summary>
    Schedule = 1,

    /// <summary>The budget of AdaLoRA's curve: triplets were masked, or came back.</summary>
    Budget = 2,

    /// <summary>Masked triplets were taken out of the parameters.</summary>
    Compaction = 3,

    /// <summary>A call of <c>Resize</c>.</summary>
    Request = 4,
}
