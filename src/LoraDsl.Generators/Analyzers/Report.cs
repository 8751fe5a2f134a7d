using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Analyzers;

/// <summary>A finding as the compiler shows it, with the way to mend it in its properties.</summary>
internal static class Report
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> s_descriptors =
        Descriptors.All.ToImmutableDictionary(descriptor => descriptor.Id);

    public static Diagnostic Of(Finding finding, INamedTypeSymbol type, Places? places, CancellationToken cancellation)
    {
        var location = finding.Culprit is Culprit.Place place
            ? places!.At(place.Index)
            : CulpritLocator.Locate(finding.Culprit, type, cancellation);
        return Diagnostic.Create(s_descriptors[finding.RuleId], location, Properties(finding.Mend), finding.Arguments.ToArray<object>());
    }

    private static ImmutableDictionary<string, string?> Properties(Mend? mend) => mend is null
        ? ImmutableDictionary<string, string?>.Empty
        : ImmutableDictionary<string, string?>.Empty.Add(MendWords.Kind, mend.Kind).Add(MendWords.Text, mend.Text);
}
