using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Emission;

/// <summary>Places as types and expressions of C#.</summary>
internal static class PlaceText
{
    private const string Adapters = "global::LoraDsl.Adapters.";

    /// <summary>The type of the property of one or several layers.</summary>
    public static string Type(PlaceMember member) => member.Form switch
    {
        PlaceForm.One => $"{Adapters}AdaptedPlace{Optional(member)}",
        PlaceForm.List => $"{Adapters}AdaptedPlaceList<{member.TypeName}>{Optional(member)}",
        _ => $"{Adapters}AdaptedPlaceDictionary<{member.TypeName}>{Optional(member)}",
    };

    /// <summary>The place of a layer in a field, or the places of several.</summary>
    public static string OfLayer(PlaceMember member, string value)
    {
        if (member.Form == PlaceForm.One)
        {
            return $"{Adapters}AdaptedPlace.{(member.IsOptional ? "OfOptional" : "Of")}({value}, \"{member.Name}\")";
        }

        var places = member.Form switch
        {
            PlaceForm.List => $"new {Adapters}AdaptedPlaceList<{member.TypeName}>({value}, \"{member.Name}\")",
            _ => $"new {Adapters}AdaptedPlaceDictionary<{member.TypeName}>({value}, \"{member.Name}\")",
        };
        return member.IsOptional ? $"{value} is null ? null : {places}" : places;
    }

    /// <summary>The type of a property of the tree that holds the places of children.</summary>
    public static string TreeType(PlaceMember member, string places) => member.Form switch
    {
        PlaceForm.One => places + Optional(member),
        PlaceForm.List => $"global::System.Collections.Generic.IReadOnlyList<{places}>{Optional(member)}",
        _ => $"global::System.Collections.Generic.IReadOnlyDictionary<string, {places}>{Optional(member)}",
    };

    /// <summary>The places of a child, or of several.</summary>
    public static string OfChildren(PlaceMember member, string places, string value)
    {
        var tree = member.Form switch
        {
            PlaceForm.One => $"new({(member.IsConverted && !member.IsSequential ? $"({member.TypeName})" : "")}{value})",
            PlaceForm.List => $"{Adapters}PlaceTrees.List({value}, static child => new {places}(child))",
            _ => $"{Adapters}PlaceTrees.Dictionary({value}, static child => new {places}(child))",
        };
        return member.IsOptional ? $"{value} is null ? null : {tree}" : tree;
    }

    /// <summary>The arguments of the attribute that describes a place.</summary>
    public static string Description(PlaceMember member)
    {
        var text = $"\"{member.Name}\", global::LoraDsl.PlaceKind.{member.Kind}";
        if (member.Form != PlaceForm.One)
        {
            text += $", Form = global::LoraDsl.PlaceForm.{member.Form}";
        }

        if (member.IsOptional)
        {
            text += ", Optional = true";
        }

        return member is { In: { } columns, Out: { } rows }
            ? $"{text}, In = {Literals.Of(columns)}, Out = {Literals.Of(rows)}"
            : text;
    }

    private static string Optional(PlaceMember member) => member.IsOptional ? "?" : "";
}
