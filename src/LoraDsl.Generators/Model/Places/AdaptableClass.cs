namespace LoraDsl.Generators.Model;

/// <summary>A class with <c>[Adaptable]</c> as it was written. Holds no symbol, syntax or location, so that it can be compared between edits.</summary>
/// <param name="Key">The name by which records refer to it.</param>
/// <param name="HintName">Its full name in the characters that a file name may have.</param>
/// <param name="Namespace">Its namespace, empty for the global one.</param>
/// <param name="Enclosing">The types that it is nested in, outermost first.</param>
/// <param name="Name">Its name.</param>
/// <param name="Header">Its name with its type parameters.</param>
/// <param name="IsPartial">Whether every declaration is partial.</param>
/// <param name="IsModule">Whether it derives from <c>torch.nn.Module</c>.</param>
/// <param name="IsSealed">Whether no class can derive from it.</param>
/// <param name="Refusal">Why nothing can be generated for it, or <see langword="null"/>.</param>
/// <param name="TakenName">The member that has a name which the generated part needs, or <see langword="null"/>.</param>
/// <param name="Method">The attribute of it or of one of its fields that adapts it already, or <see langword="null"/>.</param>
/// <param name="BasePlaces">Full name of its base class's places, or <see langword="null"/>.</param>
/// <param name="Accessibility">How visible the properties are by which layers are called, or <see langword="null"/> when the attribute does not say so.</param>
/// <param name="Layers">Which fields the attribute is about.</param>
/// <param name="LayerNames">The names of its layers, places or not.</param>
/// <param name="Members">Its places, in the order of their declaration.</param>
/// <param name="Groups">Its groups, in the order of their first field.</param>
/// <param name="Unreached">What is out of reach.</param>
/// <param name="NamesObsolete">Whether a place is marked as obsolete, which generated code has to name.</param>
internal sealed record AdaptableClass(
    string Key,
    string HintName,
    string Namespace,
    EquatableArray<EnclosingType> Enclosing,
    string Name,
    string Header,
    bool IsPartial,
    bool IsModule,
    bool IsSealed,
    string? Refusal,
    string? TakenName,
    string? Method,
    string? BasePlaces,
    PlaceAccessibility? Accessibility,
    LayerSelection Layers,
    EquatableArray<string> LayerNames,
    EquatableArray<PlaceMember> Members,
    EquatableArray<PlaceGroup> Groups,
    EquatableArray<UnreachedMember> Unreached,
    bool NamesObsolete) : IFilePlan;
