using TorchSharp.Interop;

namespace LoraDsl.Torch.Tests.Reliability;

/// <summary>The entry point of this assembly, for tests that need a process with settings of its own.</summary>
internal static class Child
{
    public const string Argument = "stress";

    public static int Main(string[] arguments)
    {
        if (arguments is not [Argument])
            return 2;
        Stress.Run(threads: 4, operations: 2_000, seed: 77);
        Memory.Settle();
        Console.WriteLine($"server {System.Runtime.GCSettings.IsServerGC}, live {Diagnostics.LiveTensors}");
        return 0;
    }
}
