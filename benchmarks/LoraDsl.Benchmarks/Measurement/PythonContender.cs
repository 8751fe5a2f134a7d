using System.Diagnostics;
using System.Globalization;

namespace LoraDsl.Benchmarks.Measurement;

/// <summary>
/// Work that a Python program does in a process of its own, on request, so that it can take turns with the others: it reads a number
/// of iterations from a line and answers with the median seconds of one.
/// </summary>
internal sealed class PythonContender : IContender
{
    private static readonly string Interpreter = Environment.GetEnvironmentVariable("LORADSL_PYTHON") ?? "/usr/bin/python3";

    private readonly Process process;

    /// <summary>Starts the program.</summary>
    /// <param name="name">Name in the results.</param>
    /// <param name="script">File name of the program in the Python folder.</param>
    /// <param name="arguments">Its arguments.</param>
    public PythonContender(string name, string script, params IEnumerable<string> arguments)
    {
        Name = name;
        var path = Path.Combine(AppContext.BaseDirectory, "Python", script);
        process = Process.Start(new ProcessStartInfo(Interpreter, [path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException($"{Interpreter} did not start.");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public double Run(int iterations)
    {
        process.StandardInput.WriteLine(iterations.ToString(CultureInfo.InvariantCulture));
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException(
                $"{Interpreter} stopped: it needs PyTorch, which ./build.sh bench installs as the package python3-torch.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
