namespace LoraDsl;

/// <summary>What stands at a place of a model.</summary>
public enum PlaceKind
{
    /// <summary>A model that has places itself.</summary>
    Model,

    /// <summary>A <c>Linear</c>.</summary>
    Linear,

    /// <summary>An <c>Embedding</c>.</summary>
    Embedding,

    /// <summary>A <c>Conv1d</c>.</summary>
    Conv1d,

    /// <summary>A <c>Conv2d</c>.</summary>
    Conv2d,
}
