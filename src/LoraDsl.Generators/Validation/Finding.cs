using System.Collections.Immutable;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>A rule that is broken.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Culprit">Where.</param>
/// <param name="Arguments">What its message is filled with.</param>
/// <param name="Mend">How it is mended, or <see langword="null"/> where only its author can know.</param>
internal sealed record Finding(string RuleId, Culprit Culprit, EquatableArray<string> Arguments, Mend? Mend)
{
    public static Finding Of(string ruleId, Culprit culprit, params string[] arguments) => Of(ruleId, culprit, null, arguments);

    public static Finding Of(string ruleId, Culprit culprit, Mend? mend, params string[] arguments) =>
        new(ruleId, culprit, new EquatableArray<string>(ImmutableArray.Create(arguments)), mend);
}
