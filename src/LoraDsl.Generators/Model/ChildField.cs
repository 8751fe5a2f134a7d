namespace LoraDsl.Generators.Model;

/// <summary>A field, or the property that it is behind, that holds an annotated model, or a <c>ModuleList</c> of such.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Identifier">The name as it is written in source.</param>
/// <param name="IsList">Whether the field is a list of children.</param>
/// <param name="IsNullable">Whether its type is annotated as nullable.</param>
/// <param name="ClassKey">The annotated class, as <see cref="AnnotatedClass.Key"/> names it.</param>
/// <param name="AdapterSetType">Full name of the child's set of adapters.</param>
/// <param name="SetProperty">The property that holds it on the child.</param>
/// <param name="PropertyName">Name of the property on the set of adapters.</param>
/// <param name="Accessibility">The widest accessibility that such a property may have.</param>
internal sealed record ChildField(
    string Name,
    string Identifier,
    bool IsList,
    bool IsNullable,
    string ClassKey,
    string AdapterSetType,
    string SetProperty,
    string PropertyName,
    string Accessibility);
