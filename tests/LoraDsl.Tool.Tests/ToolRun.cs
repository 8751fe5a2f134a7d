using System.Text.Json;
using LoraDsl.Checkpoints;
using static TorchSharp.torch;

namespace LoraDsl.Tool.Tests;

/// <summary>Runs the tool as a command line does, and reads and writes its files.</summary>
internal static class ToolRun
{
    private static readonly Dictionary<string, string> Metadata = new() { ["format"] = "pt" };

    public static (int Code, string Output, string Error) Lora(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = LoraTool.Run(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command that has to succeed and reads its JSON.</summary>
    public static JsonElement Json(params string[] arguments)
    {
        var (code, output, error) = Lora([.. arguments, "--json"]);
        Assert.Equal("", error);
        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    /// <summary>The one line of a command that fails.</summary>
    public static string Failure(int code, params string[] arguments)
    {
        var (found, output, error) = Lora(arguments);
        Assert.Equal(code, found);
        Assert.Equal("", output);
        Assert.StartsWith("lora: ", error, StringComparison.Ordinal);
        return Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var stream = File.Create(path);
        SafetensorsWriter.Write(stream, tensors, Metadata);
    }

    public static JsonElement Layer(this JsonElement answer, string path) =>
        answer.GetProperty("layers").EnumerateArray().Single(layer => (layer.TryGetProperty("path", out var name) ? name : layer.GetProperty("name")).GetString() == path);

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static int Whole(this JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
