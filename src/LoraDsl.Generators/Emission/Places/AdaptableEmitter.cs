using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the generated part of an adaptable class: a property for each layer, and the tree of its places.</summary>
internal static class AdaptableEmitter
{
    public static string Emit(AdaptableClass model, PlaceAccessibility ofAssembly)
    {
        var writer = new SourceWriter();
        writer.OpenType(model.Namespace, model.Enclosing, $"partial class {model.Header}", model.NamesObsolete);
        foreach (var member in model.Members)
        {
            if (member.IsCalledByClass)
            {
                EmitProperty(writer, member, new ShortcutVisibility(model.Accessibility, member.Accessibility).Keywords(ofAssembly));
            }
        }

        GroupEmitter.EmitOfPlaces(writer, model, ofAssembly);
        PlaceTreeEmitter.Emit(writer, model);
        writer.CloseType(model.Enclosing);
        return writer.ToString();
    }

    private static void EmitProperty(SourceWriter writer, PlaceMember member, string visibility)
    {
        var layers = member.Form == PlaceForm.One ? "The layer" : "The layers";
        writer.Write(
            $"""
            /// <summary>{layers} <c>{member.Member}</c> with the adapters in force.</summary>
            {Generated.CodeAttribute}
            {visibility} {PlaceText.Type(member)} {member.PropertyName} => {PlaceText.OfLayer(member, member.Expression)};
            """);
        writer.Separate();
    }
}
