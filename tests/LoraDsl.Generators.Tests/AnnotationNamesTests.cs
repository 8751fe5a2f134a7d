using LoraDsl.Generators.Pipeline;

namespace LoraDsl.Generators.Tests;

public class AnnotationNamesTests
{
    [Fact]
    public void Every_attribute_that_adapts_is_looked_for_by_both_of_its_names()
    {
        var names = typeof(LoraAttribute).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Attribute)) && !type.IsAbstract && type != typeof(NoLoraAttribute) && type != typeof(LoraGroupAttribute) && type != typeof(PlaceAttribute))
            .Where(type => type != typeof(LoraAccessibilityAttribute))
            .Select(type => type.Name)
            .ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(
            AnnotationNames.Contains(name) && AnnotationNames.Contains(name[..^"Attribute".Length]), $"{name} is not looked for."));
    }
}
