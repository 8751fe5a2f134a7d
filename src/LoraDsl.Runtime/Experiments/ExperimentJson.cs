using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LoraDsl.Checkpoints;

namespace LoraDsl.Experiments;

/// <summary>Writes and reads the files of an experiment without reflection. A loss that is no number is one that has to be seen.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ExperimentResult))]
[JsonSerializable(typeof(TrialResult))]
internal sealed partial class ExperimentJson : JsonSerializerContext
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="what">What that is, for the message.</param>
    /// <exception cref="InvalidDataException">The file does not hold it.</exception>
    public static T Read<T>(string path, JsonTypeInfo<T> type, string what)
        where T : class =>
        JsonFile.Read(path, type, what);
}
