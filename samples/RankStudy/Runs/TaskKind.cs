namespace RankStudy.Runs;

/// <summary>What a task does.</summary>
internal enum TaskKind
{
    /// <summary>Finds the ranks of a method.</summary>
    Allocate,

    /// <summary>Trains a model once and measures it.</summary>
    Train,

    /// <summary>Trains DyLoRA and LoRA at every rank in turns, and takes the time.</summary>
    Time,
}
