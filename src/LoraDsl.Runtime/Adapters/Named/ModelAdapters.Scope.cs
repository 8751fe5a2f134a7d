namespace LoraDsl.Adapters;

public sealed partial class ModelAdapters
{
    /// <summary>
    /// A choice that can be taken back. One that is returned before those made after it hands them what it would put back: when all are returned, in
    /// whatever order, what was in force before the first is in force again.
    /// </summary>
    private sealed class SelectionScope : IDisposable
    {
        private readonly ModelAdapters owner;
        private (AdaptedPlace Place, PlaceSelection Selection)[] before;
        private (TensorPlace Place, TrainedTensor? Selected)[] whole;

        // Weak: a choice that stays is never returned, and there may be any number of them.
        private WeakReference<SelectionScope>? older;
        private WeakReference<SelectionScope>? newer;
        private bool isReturned;

        public SelectionScope(
            ModelAdapters owner, (AdaptedPlace Place, PlaceSelection Selection)[] before, (TensorPlace Place, TrainedTensor? Selected)[] whole)
        {
            this.owner = owner;
            (this.before, this.whole) = (before, whole);
            older = owner.latest;
            owner.latest = new WeakReference<SelectionScope>(this);
            if (Target(older) is { } predecessor)
                predecessor.newer = owner.latest;
        }

        public void Dispose()
        {
            if (isReturned)
                return;
            isReturned = true;
            lock (AttachedSets.LockOf(owner.Model))
            {
                Unlink();

                // What was merged meanwhile stays; an exception from here would hide the one that may be on its way.
                if (owner.IsMerged)
                    return;
                foreach (var (place, _) in whole)
                    place.Select(null);
                foreach (var (place, selection) in before)
                    place.Restore(place.Without(selection));
                foreach (var (place, selected) in whole)
                    place.Select(selected is not null && place.Members.Contains(selected) ? selected : null);
            }
        }

        private static SelectionScope? Target(WeakReference<SelectionScope>? reference) =>
            reference is not null && reference.TryGetTarget(out var scope) ? scope : null;

        private void Unlink()
        {
            if (Target(older) is { } predecessor)
                predecessor.newer = newer;
            if (Target(newer) is { } successor)
            {
                successor.older = older;
                (successor.before, successor.whole) = (before, whole);
            }
            else if (ReferenceEquals(Target(owner.latest), this))
            {
                owner.latest = older;
            }
        }
    }
}
