namespace LoraDsl.Generators.Model;

/// <summary>Whether a field can carry an adapter.</summary>
internal enum LayerKind
{
    /// <summary>An instance field of type <c>Linear</c>.</summary>
    Linear,

    /// <summary>An instance field of type <c>Embedding</c>.</summary>
    Embedding,

    /// <summary>An instance field of type <c>Conv2d</c>.</summary>
    Conv2d,

    /// <summary>A static field: it belongs to no model.</summary>
    Static,

    /// <summary>The compiler's own field behind a property.</summary>
    Backing,

    /// <summary>A field of a type that there is no adapter for.</summary>
    Unsupported,

    /// <summary>A field whose type does not exist; the compiler says so already.</summary>
    Unknown,
}
