using System.Collections.Immutable;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Validation;

namespace LoraDsl.Generators.Planning;

/// <summary>Plans groups of the layers that can be in one.</summary>
internal static class GroupPlanner
{
    // Members that the compiler generates for a record struct, and names that it forbids there.
    private static readonly ImmutableHashSet<string> s_takenInRecords = ImmutableHashSet.Create("Deconstruct", "PrintMembers", "Clone");

    public static EquatableArray<GroupPlan> Plan(AnnotatedClass model)
    {
        var groups = ImmutableArray.CreateBuilder<GroupPlan>();
        foreach (var group in model.Groups)
        {
            var members = Members(group, model);
            if (group.HasName && members.Count > 0)
            {
                groups.Add(new GroupPlan(group.Name, group.PropertyName, group.TypeName, group.OutputTypeName, members));
            }
        }

        return new EquatableArray<GroupPlan>(groups.ToImmutable());
    }

    public static EquatableArray<GroupPlan> Plan(AdaptableClass model)
    {
        var groups = ImmutableArray.CreateBuilder<GroupPlan>();
        foreach (var (group, fields) in model.Groups)
        {
            var members = ImmutableArray.CreateBuilder<GroupMemberPlan>();
            foreach (var field in fields)
            {
                if (PlaceGroupRules.Joining(field, model) is { } place)
                {
                    members.Add(new GroupMemberPlan(place.Member, place.PropertyName, OutputName(place.PropertyName)));
                }
            }

            if (group.HasName && members.Count > 0)
            {
                groups.Add(new GroupPlan(
                    group.Name, group.PropertyName, group.TypeName, group.OutputTypeName, new EquatableArray<GroupMemberPlan>(members.ToImmutable())));
            }
        }

        return new EquatableArray<GroupPlan>(groups.ToImmutable());
    }

    private static EquatableArray<GroupMemberPlan> Members(LayerGroup group, AnnotatedClass model)
    {
        var members = ImmutableArray.CreateBuilder<GroupMemberPlan>();
        foreach (var layer in model.Layers)
        {
            if (layer.Annotations.Group == group.Name && GroupRules.CanJoin(layer, model.Annotations.Declaration))
            {
                members.Add(new GroupMemberPlan(layer.Name, layer.PropertyName, OutputName(layer.PropertyName)));
            }
        }

        return new EquatableArray<GroupMemberPlan>(members.ToImmutable());
    }

    private static string OutputName(string property) => s_takenInRecords.Contains(property) ? property + "Output" : property;
}
