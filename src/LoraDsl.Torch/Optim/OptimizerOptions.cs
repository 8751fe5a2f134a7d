namespace TorchSharp.Modules;

/// <summary>The base of the options of a group of parameters.</summary>
public class OptimizerOptions
{
    /// <summary>The learning rate; null takes the optimiser's.</summary>
    public double? LearningRate { get; set; }

    /// <summary>The rate from which schedules start.</summary>
    public double InitialLearningRate { get; set; }

    /// <summary>Writes the options.</summary>
    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate ?? InitialLearningRate);
    }

    /// <summary>Reads what <see cref="SaveStateDict"/> wrote.</summary>
    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
    }

    /// <summary>Takes over another group's options.</summary>
    public virtual void LoadStateDict(OptimizerOptions source)
    {
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
    }

    // The options of derived types: wrong types are a mixture of two optimisers' states.
    internal static T Expect<T>(OptimizerOptions source)
        where T : OptimizerOptions =>
        source as T ?? throw new ArgumentException($"Options of the type {source.GetType()} cannot be loaded into {typeof(T)}.", nameof(source));
}
