using System.Collections.Immutable;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>A rule that is broken.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Target">Where.</param>
/// <param name="Arguments">What its message is filled with.</param>
/// <param name="Fix">How it is fixed, or <see langword="null"/> where only its author can know.</param>
internal sealed record Finding(Rule Rule, Target Target, EquatableArray<string> Arguments, Fix? Fix)
{
    public static Finding Of(Rule rule, Target target, params string[] arguments) => Of(rule, target, null, arguments);

    public static Finding Of(Rule rule, Target target, Fix? fix, params string[] arguments) =>
        new(rule, target, new EquatableArray<string>(ImmutableArray.Create(arguments)), fix);
}
