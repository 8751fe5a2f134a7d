namespace LoraDsl.Initialization;

/// <summary>The initializers that <see cref="AdapterInitialization"/> names, with their defaults.</summary>
public static class AdapterInitializers
{
    /// <summary>The initializer of a name.</summary>
    /// <param name="initialization">The name.</param>
    /// <exception cref="ArgumentException">
    /// The name is <see cref="AdapterInitialization.Original"/>, which depends on the kind of layer, or <see cref="AdapterInitialization.Target"/>, which
    /// needs its target.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enum's.</exception>
    public static IAdapterInitializer Of(AdapterInitialization initialization) =>
        AttributeInitializers.Create(initialization) ?? throw new ArgumentException(
            initialization == AdapterInitialization.Target
                ? "Only you know the target: pass a TargetInitializer."
                : "Original depends on the kind of layer: pass a KaimingUniformInitializer for its values on Linear and Conv2d, or call Reset().",
            nameof(initialization));
}
