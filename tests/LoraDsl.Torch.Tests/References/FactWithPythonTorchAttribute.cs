using System.Diagnostics;

namespace LoraDsl.Torch.Tests.References;

/// <summary>A test for machines whose Python has the PyTorch that wrote the references; elsewhere it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithPythonTorchAttribute : FactAttribute
{
    public const string Interpreter = "/usr/bin/python3";

    private static readonly Lazy<bool> Present = new(Look);

    public FactWithPythonTorchAttribute()
    {
        if (!Present.Value)
            Skip = $"{Interpreter} has no PyTorch 1.13 (Debian 12: python3-torch)";
    }

    private static bool Look()
    {
        if (!File.Exists(Interpreter))
            return false;
        using var process = Process.Start(new ProcessStartInfo(Interpreter, ["-c", "import torch; assert torch.__version__.startswith('1.13')"])
        {
            RedirectStandardError = true,
        })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
