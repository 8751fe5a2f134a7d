using LoraDsl.Generators.Model;
using LoraDsl.Generators.Parsing;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the tree of a class's places, which recipes of any assembly read.</summary>
internal static class PlaceTreeEmitter
{
    private const string Places = PlaceTypes.Places;

    public static void Emit(SourceWriter writer, AdaptableClass model)
    {
        var inherited = model.BasePlaces is null ? "" : ", those of its base class included";
        var modifiers = (model.BasePlaces is null ? "" : "new ") + (model.IsSealed ? "sealed " : "");
        writer.Write(
            $"""
            /// <summary>Where <c>{Literals.Xml(model.Header)}</c> can be adapted{inherited}.</summary>
            {Generated.CodeAttribute}
            """);
        writer.Open($"public {modifiers}class {Places}{(model.BasePlaces is { } ancestor ? $" : {ancestor}" : "")}");
        writer.Write($"private readonly {model.Header} model;");
        writer.Separate();
        writer.Write(
            $"""
            /// <summary>Reads the places of a model.</summary>
            /// <param name="model">The model.</param>
            """);
        writer.Open($"public {Places}({model.Header} model){(model.BasePlaces is null ? "" : "\n    : base(model)")}");
        writer.Write("global::System.ArgumentNullException.ThrowIfNull(model);\nthis.model = model;");
        writer.Close();
        foreach (var member in model.Members)
        {
            EmitMember(writer, member);
        }

        writer.Close();
    }

    private static void EmitMember(SourceWriter writer, PlaceMember member)
    {
        var value = $"model.{member.Expression}";
        if (member.IsLayer)
        {
            EmitProperty(writer, member, PlaceText.Type(member), $"model.{member.PropertyName}");
        }
        else if (member.IsSequential)
        {
            var places = member.PropertyName + Places;
            EmitProperty(writer, member, PlaceText.TreeType(member, places), PlaceText.OfChildren(member, places, value));
            EmitItems(writer, member);
        }
        else
        {
            EmitProperty(writer, member, PlaceText.TreeType(member, member.Places), PlaceText.OfChildren(member, member.Places, value));
        }
    }

    private static void EmitItems(SourceWriter writer, PlaceMember sequential)
    {
        writer.Separate();
        writer.Write($"/// <summary>The places in the Sequential <c>{sequential.Member}</c>, which calls its items itself.</summary>\n{Generated.CodeAttribute}");
        writer.Open($"public sealed class {sequential.PropertyName}{Places}");
        writer.Write("private readonly global::TorchSharp.torch.nn.Module items;");
        writer.Separate();
        writer.Open($"internal {sequential.PropertyName}{Places}(global::TorchSharp.torch.nn.Module items)");
        writer.Write("this.items = items;");
        writer.Close();
        foreach (var item in sequential.Items)
        {
            var type = item.IsSequential ? "global::TorchSharp.Modules.Sequential" : item.TypeName;
            var value = $"global::LoraDsl.Adapters.PlaceTrees.Item<{type}>(items, \"{item.Name}\")";
            if (item.IsLayer)
            {
                EmitProperty(writer, item, PlaceText.Type(item), $"global::LoraDsl.Adapters.AdaptedPlace.OfCalled({value}, \"{item.Name}\")");
                continue;
            }

            var places = item.IsSequential ? item.PropertyName + Places : item.Places;
            EmitProperty(writer, item, PlaceText.TreeType(item, places), PlaceText.OfChildren(item, places, value));
            if (item.IsSequential)
            {
                EmitItems(writer, item);
            }
        }

        writer.Close();
    }

    private static void EmitProperty(SourceWriter writer, PlaceMember member, string type, string value)
    {
        var subject = (member.IsLayer, member.Form) switch
        {
            (true, PlaceForm.One) => "The layer",
            (true, _) => "The layers",
            (false, PlaceForm.One) => "The places of",
            _ => "The places of each model in",
        };
        writer.Separate();
        writer.Write(
            $"""
            /// <summary>{subject} <c>{member.Member}</c>.</summary>
            [global::LoraDsl.Place({PlaceText.Description(member)})]
            {member.TreeAccessibility} {type} {member.PropertyName} => {value};
            """);
    }
}
