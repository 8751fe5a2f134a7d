using TorchSharp.Interop;

namespace LoraDsl.Torch.Tests.Reliability;

/// <summary>The entry point of this assembly, for tests that need a process with settings of its own.</summary>
internal static class Child
{
    public const string Stressed = "stress";
    public const string Finalizers = "finalizers";

    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case [Stressed]:
                Stress.Run(threads: 4, operations: 2_000, seed: 77);
                Memory.Settle();
                Console.WriteLine($"server {System.Runtime.GCSettings.IsServerGC}, live {Diagnostics.LiveTensors}");
                return 0;
            case [Finalizers]:
                Console.WriteLine($"lost: {string.Join(", ", FinalizerProbe.Lost())}");
                return 0;
            default:
                return 2;
        }
    }
}
