namespace LoraDsl.Generators.Validation;

/// <summary>A way to use the field of a layer that leaves its adapter out.</summary>
internal enum RawUse
{
    /// <summary>Its <c>forward</c> or <c>call</c> is called.</summary>
    Run,

    /// <summary>It is handed to a <c>Sequential</c>, which will run it.</summary>
    HandOn,
}
