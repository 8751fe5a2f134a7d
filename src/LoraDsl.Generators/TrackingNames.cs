namespace LoraDsl.Generators;

/// <summary>The names of the pipeline's steps, which tests use to see what an edit ran again.</summary>
internal static class TrackingNames
{
    public const string Files = "Files";
    public const string Classes = "Classes";
    public const string EmissionSettings = "EmissionSettings";
    public const string ForwardNamespace = "ForwardNamespace";
    public const string Plans = "Plans";
    public const string Clashes = "Clashes";
    public const string Configurations = "Configurations";
    public const string DistinctConfigurations = "DistinctConfigurations";
    public const string Adaptables = "Adaptables";
    public const string Recipes = "Recipes";
    public const string RecipePlans = "RecipePlans";
}
