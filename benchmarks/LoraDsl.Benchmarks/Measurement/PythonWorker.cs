using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Measurement;

/// <summary>A Python process that holds contenders, so that it starts once for many of them: Python/worker.py, asked line by line.</summary>
internal sealed class PythonWorker : IDisposable
{
    private const string Variable = "LORADSL_PYTHON";

    private static readonly string Interpreter = Environment.GetEnvironmentVariable(Variable) ?? "";

    private readonly Process process;
    private int opened;

    /// <summary>Starts the process with as many threads as libtorch has here.</summary>
    /// <exception cref="InvalidOperationException">No interpreter is named, or it did not start.</exception>
    public PythonWorker()
    {
        if (Interpreter.Length == 0)
            throw new InvalidOperationException($"{Variable} names no Python: set it to an interpreter whose torch is as new as this libtorch.");
        var script = Path.Combine(AppContext.BaseDirectory, "Python", "worker.py");
        process = Process.Start(new ProcessStartInfo(Interpreter, ["-B", script, get_num_threads().ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException($"{Interpreter} did not start.");
    }

    /// <summary>
    /// Starts the process where LORADSL_PYTHON names an interpreter; <see langword="null"/> elsewhere. Whoever names one vouches that its
    /// libtorch is comparable with this one: an old one would be compared for its age.
    /// </summary>
    public static PythonWorker? TryStart() => Interpreter.Length == 0 ? null : new PythonWorker();

    /// <summary>Why Python does not have these modules, or null where it has them. They are looked for, not imported: that takes some of them long.</summary>
    public static string? Lacks(params string[] modules)
    {
        if (!File.Exists(Interpreter))
            return Interpreter.Length == 0 ? $"{Variable} names no Python" : $"there is no {Interpreter}";
        const string Program = "import importlib.util as util, sys; print(*[name for name in sys.argv[1:] if util.find_spec(name) is None])";
        using var process = Process.Start(new ProcessStartInfo(Interpreter, ["-c", Program, .. modules]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{Interpreter} did not start.");
        var missing = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return missing.Length == 0 ? null : $"{Interpreter} has no {missing.Replace(" ", " and no ", StringComparison.Ordinal)}";
    }

    /// <summary>Makes a contender; throws where a Python package is missing.</summary>
    /// <param name="name">Its name in the results.</param>
    /// <param name="kind">A kind of Python/worker.py.</param>
    /// <param name="settings">What that kind takes.</param>
    public PythonContender Open(string name, string kind, JsonObject settings) =>
        TryOpen(name, kind, settings, out var missing) ?? throw new InvalidOperationException($"{name}: {missing}.");

    /// <summary>Makes a contender, or says which Python package it lacks.</summary>
    /// <inheritdoc cref="Open"/>
    public PythonContender? TryOpen(string name, string kind, JsonObject settings, out string missing)
    {
        var id = ++opened;
        var answer = Ask(new JsonObject { ["do"] = "open", ["id"] = id, ["kind"] = kind, ["settings"] = settings });
        missing = (string?)answer["missing"] ?? "";
        return missing.Length == 0 ? new PythonContender(this, id, name) : null;
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    public JsonObject Ask(JsonObject request)
    {
        process.StandardInput.WriteLine(request.ToJsonString());
        process.StandardInput.Flush();
        var line = process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException(
                $"{Interpreter} stopped: it needs PyTorch, and says above what is wrong. Unset {Variable} to measure without Python.");
        var answer = JsonNode.Parse(line)!.AsObject();
        return answer["error"] is { } error ? throw new InvalidOperationException($"Python: {error}") : answer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
