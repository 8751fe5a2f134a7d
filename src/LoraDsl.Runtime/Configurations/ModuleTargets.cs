using System.Collections;
using System.Runtime.CompilerServices;

namespace LoraDsl;

/// <summary>
/// Which modules of a model are meant, as PEFT's <c>target_modules</c> says it: a list of names, each the whole path of a module or its end after
/// a dot; a regular expression that matches the whole path; or all linear layers.
/// </summary>
/// <example><code>
/// TargetModules = ["query", "value"]
/// TargetModules = @".*\.(query|value)"
/// TargetModules = ModuleTargets.AllLinear
/// </code></example>
[CollectionBuilder(typeof(ModuleTargets), nameof(Names))]
public sealed class ModuleTargets : IEnumerable<string>
{
    private const string AllLinearWord = "all-linear";
    private readonly string[] names;

    private ModuleTargets(string? expression, string[] names)
    {
        Expression = expression;
        this.names = names;
    }

    /// <summary>Every Linear of the model.</summary>
    public static ModuleTargets AllLinear { get; } = new(AllLinearWord, []);

    /// <summary>A regular expression, or <see langword="null"/> for a list of names.</summary>
    public string? Expression { get; }

    /// <summary>Whether every Linear is meant.</summary>
    public bool IsAllLinear => Expression == AllLinearWord;

    /// <summary>A list of names.</summary>
    /// <param name="names">The names: <c>query</c> is every module whose path ends with it, <c>blocks.0.query</c> that one.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static ModuleTargets Names(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(names));
        return new(null, names.ToArray());
    }

    /// <summary>The paths that a regular expression matches as a whole; <c>all-linear</c> is every Linear, as in PEFT.</summary>
    /// <param name="expression">The expression.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static ModuleTargets Matching(string expression)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(expression);
        return new(expression, []);
    }

    /// <inheritdoc cref="Matching"/>
    public static implicit operator ModuleTargets(string expression) => Matching(expression);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)names).GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => Expression is null ? $"[{string.Join(", ", names)}]" : $"\"{Expression}\"";

    IEnumerator IEnumerable.GetEnumerator() => names.GetEnumerator();
}
