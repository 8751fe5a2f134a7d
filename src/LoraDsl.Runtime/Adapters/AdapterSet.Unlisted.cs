namespace LoraDsl.Adapters;

/// <remarks>
/// A child model that stands in no field of its own, but in a <c>Sequential</c>, a dictionary or a module without attributes, has attached its
/// adapters by itself. They join the set of the model that holds them, so that nothing of the model is passed over.
/// </remarks>
public abstract partial class AdapterSet
{
    private void JoinUnlisted()
    {
        if (contents.JoinedAt == AttachedSets.Version)
            return;
        contents.JoinedAt = AttachedSets.Version;
        foreach (var (path, module) in Model.named_modules())
        {
            if (AttachedSets.Find(module, Name) is { contents.Holder: null } set && !ReferenceEquals(set.contents, contents))
                AddChild(path, set);
        }
    }
}
