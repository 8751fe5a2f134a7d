using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA113: layers beside adapted ones that the class's attribute does not reach.</summary>
internal static class PassedOverRule
{
    /// <summary>The members whose types show that they hold layers.</summary>
    public static void Check(AnnotatedClass model, IReadOnlyList<OtherMember> others, List<Finding> findings)
    {
        foreach (var member in others)
        {
            if (IsMissed(member, model) && Reason(member) is { } reason)
            {
                Report(member, reason, findings);
            }
        }
    }

    /// <summary>Whether the type of some member shows that layers are passed over.</summary>
    public static bool Applies(AnnotatedClass model, IReadOnlyList<OtherMember> others)
    {
        foreach (var member in others)
        {
            if (IsMissed(member, model) && Reason(member) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The members whose contents show it.</summary>
    public static void CheckContents(AnnotatedClass model, ClassBody body, IReadOnlyList<OtherMember> others, List<Finding> findings)
    {
        foreach (var member in others)
        {
            if (member.Form is OtherMemberForm.Container or OtherMemberForm.AnyModule
                && IsMissed(member, model)
                && Content(member, body) is { } content)
            {
                Report(member, Reason(member, content), findings);
            }
        }

        foreach (var content in body.Contents)
        {
            if (content.Place is { } place && model.Annotations.Declaration is { Layers.Targets: null })
            {
                findings.Add(Finding.Of(
                    Rules.PassedOver,
                    new Target.Place(place),
                    content.LayerType,
                    "it is registered without a field: assign it to a field of its own, which RegisterComponents() registers"));
            }
        }
    }

    // Targets and Exclude choose on purpose.
    private static bool IsMissed(OtherMember member, AnnotatedClass model) => !member.IsLeftOut
        && model.Annotations.Declaration is { Layers: { Targets: null } layers }
        && layers.Includes(member.Name);

    private static string? Reason(OtherMember member) => member.Form switch
    {
        OtherMemberForm.SeveralLayers => $"an attribute adapts fields, and a '{member.TypeName}' holds several layers: give each a field of its own",
        OtherMemberForm.UnsupportedLayer => NoAdapter(member.TypeName),
        OtherMemberForm.StaticLayer => "it is static and belongs to no model: make it an instance field",
        OtherMemberForm.InheritedLayer => $"its class '{member.BaseClass}' has no attribute: write one there",
        _ => null,
    };

    private static string NoAdapter(string type) =>
        $"there is no adapter for '{type}', only for Linear, Embedding and Conv2d: build it of those";

    private static string Reason(OtherMember member, LayerContent content) => content switch
    {
        { LayerType: not ("Linear" or "Embedding" or "Conv2d") } => NoAdapter(content.LayerType),
        { IsWhole: true } => $"its type '{member.TypeName}' does not say that it is a layer: declare it as '{content.LayerType}'",
        _ when member.Form == OtherMemberForm.AnyModule => $"its type '{member.TypeName}' does not show the '{content.LayerType}' in it: give that a field of its own",
        _ => $"an attribute adapts fields, and does not look into a '{member.TypeName}': give the '{content.LayerType}' in it a field of its own",
    };

    private static void Report(OtherMember member, string reason, List<Finding> findings)
    {
        var exception = member.BaseClass is null ? "write [NoLora] on it" : "name it in Exclude";
        findings.Add(Finding.Of(
            Rules.PassedOver,
            new Target.Member(member.Name),
            member.BaseClass is null ? Fix.AddAttribute("[NoLora]") : null,
            member.Name,
            $"{reason}, or {exception} if that is meant"));
    }

    private static LayerContent? Content(OtherMember member, ClassBody body)
    {
        foreach (var content in body.Contents)
        {
            if (content.Member != member.Name)
            {
                continue;
            }

            if (content.MadeBy is null)
            {
                return content;
            }

            foreach (var routine in body.Routines)
            {
                if (routine.Key == content.MadeBy && routine.Makes.Count > 0)
                {
                    return content with { LayerType = routine.Makes[0], IsWhole = false };
                }
            }
        }

        return null;
    }
}
