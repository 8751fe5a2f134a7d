namespace LoraDsl.State;

/// <summary>
/// What keeps something from one step of a training to the next. A training that is resumed from a checkpoint goes on bit for bit only when
/// everything that has such a state puts it there; a callback that has one implements this, and the trainer does the rest.
/// </summary>
public interface IStateful
{
    /// <summary>Writes down everything that the next steps depend on.</summary>
    /// <param name="state">Where to; names are the implementer's own.</param>
    void Save(SavedState state);

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    /// <param name="state">What was written.</param>
    /// <exception cref="InvalidDataException">It is not what this object would have written.</exception>
    void Load(SavedState state);
}
