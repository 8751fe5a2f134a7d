using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Creates the diagnostic of a finding, with its fix in the properties.</summary>
internal static class Report
{
    public static Diagnostic Of(Finding finding, INamedTypeSymbol type, Places? places, CancellationToken cancellation)
    {
        var location = finding.Target is Target.Place place
            ? places!.At(place.Index)
            : TargetLocator.Locate(finding.Target, type, cancellation);
        return Diagnostic.Create(Descriptors.Of(finding.Rule), location, Properties(finding.Fix), finding.Arguments.ToArray<object>());
    }

    private static ImmutableDictionary<string, string?> Properties(Fix? fix) => fix is null
        ? ImmutableDictionary<string, string?>.Empty
        : ImmutableDictionary<string, string?>.Empty.Add(FixWords.Kind, fix.Kind).Add(FixWords.Text, fix.Text);
}
