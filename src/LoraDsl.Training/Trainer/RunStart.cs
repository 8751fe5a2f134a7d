namespace LoraDsl.Training;

/// <summary>What to do with a run that the folder holds already.</summary>
public enum RunStart
{
    /// <summary>Refuse to begin: nothing of it is touched.</summary>
    New,

    /// <summary>Go on from its newest checkpoint, and begin anew where there is none.</summary>
    Resume,

    /// <summary>Remove its files and begin anew.</summary>
    Replace,
}
