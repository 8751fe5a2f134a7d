namespace LoraDsl.Generators.Validation;

/// <summary>The kinds of <see cref="Step"/>.</summary>
internal enum StepKind
{
    /// <summary>A field gets a layer or child.</summary>
    Assign,

    /// <summary>The components are registered.</summary>
    Register,

    /// <summary>The adapters are attached.</summary>
    Attach,

    /// <summary>Another routine of the class runs.</summary>
    Call,

    /// <summary>The routine ends here.</summary>
    Return,
}
