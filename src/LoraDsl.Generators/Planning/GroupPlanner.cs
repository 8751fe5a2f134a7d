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

    private static EquatableArray<GroupMemberPlan> Members(LayerGroup group, AnnotatedClass model)
    {
        var members = ImmutableArray.CreateBuilder<GroupMemberPlan>();
        foreach (var layer in model.Layers)
        {
            if (layer.Annotations.Group == group.Name && GroupRules.CanJoin(layer, model.Annotations.Declaration))
            {
                var output = s_takenInRecords.Contains(layer.PropertyName) ? layer.PropertyName + "Output" : layer.PropertyName;
                members.Add(new GroupMemberPlan(layer.Name, layer.PropertyName, output));
            }
        }

        return new EquatableArray<GroupMemberPlan>(members.ToImmutable());
    }
}
