using System.Collections;
using System.Reflection;
using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Tests.Harness;

/// <summary>
/// Walks the values that the pipeline keeps between runs. A symbol, a syntax node, a location or a compilation among them would
/// keep a whole compilation in memory and would never be equal to the next run's.
/// </summary>
internal static class PipelineValues
{
    public static void RequireNoCompilerObjects(GeneratorRunResult result)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var (name, runs) in result.TrackedSteps)
        {
            // The steps that Roslyn names itself work on its own objects.
            if (typeof(TrackingNames).GetField(name) is null)
            {
                continue;
            }

            foreach (var (value, _) in runs.SelectMany(run => run.Outputs))
            {
                Walk(value, name, seen);
            }
        }
    }

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Location or Compilation or SemanticModel or AttributeData,
            $"{path} holds a {value.GetType()}.");
        if (value is IEnumerable items)
        {
            var index = 0;
            foreach (var item in items)
            {
                Walk(item, $"{path}[{index++}]", seen);
            }

            return;
        }

        Assert.True(
            value.GetType().Namespace!.StartsWith(typeof(AnnotatedClass).Namespace!.Split('.')[0], StringComparison.Ordinal),
            $"{path} holds a {value.GetType()}, of which nobody knows how it compares.");
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
