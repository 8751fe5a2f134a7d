namespace LoraDsl.Generators.Validation;

/// <summary>A way to use the field of a layer that leaves its adapter out.</summary>
internal enum RawUse
{
    /// <summary>Its <c>forward</c> or <c>call</c> is called.</summary>
    Run,

    /// <summary>It is handed to a <c>Sequential</c>, which will run it.</summary>
    HandOn,

    /// <summary>It is handed to code that may run it, as a module: its adapter can be handed on in its place.</summary>
    Escape,

    /// <summary>It is handed to code that may run it, as a layer of its own type, which an adapter is not.</summary>
    EscapeAsLayer,

    /// <summary>A constructor stores it where other code will run it, before there is an adapter.</summary>
    Store,
}
