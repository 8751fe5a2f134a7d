using Mono.Cecil;

namespace LoraDsl.Packaging.Tests.Architecture;

/// <summary>The assemblies that the repository makes, as they were built, from the lowest to the highest.</summary>
internal static class Products
{
    private const string Attributes = "LoraDsl.Attributes";
    private const string Formats = "LoraDsl.Formats";
    private const string Runtime = "LoraDsl.Runtime";
    private const string Training = "LoraDsl.Training";
    private const string Experiments = "LoraDsl.Experiments";
    private const string Report = "LoraDsl.Report";

    /// <summary>Each assembly and what it may refer to besides .NET itself.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = new Dictionary<string, string[]>
    {
        [Attributes] = [],
        [Formats] = [Attributes],
        [Runtime] = [Attributes, Formats, "TorchSharp"],
        [Training] = [Attributes, Formats, Runtime, "TorchSharp", "Google.Protobuf"],
        [Experiments] = [Attributes, Formats, Runtime, Training, "TorchSharp"],
        ["LoraDsl.Models"] = [Attributes, Formats, Runtime, "TorchSharp", "Microsoft.ML.Tokenizers", "Parquet", "Sep"],
        ["LoraDsl.Terminal"] = [Attributes, Formats, Runtime, Training, Experiments, "TorchSharp", "Spectre.Console", "Microsoft.Extensions.Logging.Abstractions"],
        [Report] = [Attributes, Formats],
        ["lora"] = [Attributes, Formats, Report, "MathNet.Numerics", "Spectre.Console", "System.CommandLine"],
    };

    /// <summary>Reads an assembly; the caller disposes it.</summary>
    public static AssemblyDefinition Read(string name)
    {
        var project = name == "lora" ? "LoraDsl.Tool" : name;
        var folder = name == Attributes ? "netstandard2.0" : "net10.0";
        return AssemblyDefinition.ReadAssembly(Path.Combine(Repository.Root, "src", project, "bin", Repository.Configuration, folder, name + ".dll"));
    }
}
