using System;

namespace LoraDsl.Generators.Validation;

/// <summary>What has to be read to find that a rule is broken. There is an analyzer for each.</summary>
[Flags]
internal enum RuleScope
{
    /// <summary>The declaration of one class.</summary>
    Declaration = 1,

    /// <summary>The bodies of one class.</summary>
    Bodies = 2,

    /// <summary>A use of a field.</summary>
    Uses = 4,

    /// <summary>All classes of the project.</summary>
    AllClasses = 8,
}
