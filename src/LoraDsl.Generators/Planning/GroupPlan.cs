using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Planning;

/// <summary>One group as it is to be generated.</summary>
/// <param name="Name">The name as it was written.</param>
/// <param name="PropertyName">Name of its property.</param>
/// <param name="TypeName">Name of its class.</param>
/// <param name="OutputTypeName">Name of the type of its results.</param>
/// <param name="Members">Its layers, in the order of their declaration.</param>
internal sealed record GroupPlan(
    string Name, string PropertyName, string TypeName, string OutputTypeName, EquatableArray<GroupMemberPlan> Members);
