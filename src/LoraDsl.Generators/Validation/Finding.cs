using System.Collections.Immutable;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>A rule that is broken.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Culprit">Where.</param>
/// <param name="Arguments">What its message is filled with.</param>
internal sealed record Finding(string RuleId, Culprit Culprit, EquatableArray<string> Arguments)
{
    public static Finding Of(string ruleId, Culprit culprit, params string[] arguments) =>
        new(ruleId, culprit, new EquatableArray<string>(ImmutableArray.Create(arguments)));
}
