namespace LoraDsl.Generators.Model;

/// <summary>A class that has an attribute of ours, or a field with one: all that generator and analyzers know about it.</summary>
/// <param name="Key">Its full name, unique in the compilation.</param>
/// <param name="HintName">Its full name in the characters that a file name may have.</param>
/// <param name="Namespace">Its namespace, empty for the global one.</param>
/// <param name="Enclosing">The types that it is nested in, outermost first.</param>
/// <param name="Name">Its name.</param>
/// <param name="Header">Its name with its type parameters.</param>
/// <param name="IsPartial">Whether each of its declarations is partial.</param>
/// <param name="IsModule">Whether it derives from <c>torch.nn.Module</c>.</param>
/// <param name="IsSealed">Whether no class can derive from it.</param>
/// <param name="SetProperty">Name of the property that holds its adapters.</param>
/// <param name="Base">The adapters of its base class, or <see langword="null"/>.</param>
/// <param name="Refusal">Why nothing can be generated for a class of this form, or <see langword="null"/>.</param>
/// <param name="TakenName">A name that the generated code needs and that the class uses for something else, or <see langword="null"/>.</param>
/// <param name="Annotations">Its own attributes.</param>
/// <param name="Layers">Its layers of the kinds that can be adapted, and its annotated fields, in the order of their declaration.</param>
/// <param name="Groups">Its groups, in the order of their first members.</param>
/// <param name="Children">Its annotated children, in the order of their declaration.</param>
/// <param name="HoldsUnseen">Whether it may hold annotated models elsewhere, where only the runtime finds them.</param>
/// <param name="NamesObsolete">Whether a layer or child is marked as obsolete, which generated code has to name.</param>
internal sealed record AnnotatedClass(
    string Key,
    string HintName,
    string Namespace,
    EquatableArray<EnclosingType> Enclosing,
    string Name,
    string Header,
    bool IsPartial,
    bool IsModule,
    bool IsSealed,
    string SetProperty,
    BaseAdapters? Base,
    string? Refusal,
    string? TakenName,
    Annotations Annotations,
    EquatableArray<LayerField> Layers,
    EquatableArray<LayerGroup> Groups,
    EquatableArray<ChildField> Children,
    bool HoldsUnseen,
    bool NamesObsolete);
