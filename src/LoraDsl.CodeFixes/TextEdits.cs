using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace LoraDsl.CodeFixes;

/// <summary>
/// The changes of several fixes in one document. Two diagnostics can ask for the same change, such as two fields of one declaration;
/// of two fixes that contradict each other only the first is made, and the other diagnostic stays.
/// </summary>
internal sealed class TextEdits
{
    private readonly List<TextChange> _changes = [];

    public IEnumerable<TextChange> Changes => _changes.OrderBy(static change => change.Span.Start);

    /// <summary>Adds the changes of one fix, all or none.</summary>
    public void AddTogether(IReadOnlyCollection<TextChange> changes)
    {
        if (!changes.Any(change => _changes.Any(other => Clash(change, other))))
        {
            _changes.AddRange(changes.Where(change => !_changes.Contains(change)));
        }
    }

    private static bool Clash(TextChange change, TextChange other)
    {
        if (change == other)
        {
            return false;
        }

        return change.Span.OverlapsWith(other.Span)
            || (change.Span.Start == other.Span.Start && change.Span.IsEmpty == other.Span.IsEmpty)
            || (change.Span.IsEmpty && other.Span.Start < change.Span.Start && change.Span.Start < other.Span.End)
            || (other.Span.IsEmpty && change.Span.Start < other.Span.Start && other.Span.Start < change.Span.End);
    }
}
