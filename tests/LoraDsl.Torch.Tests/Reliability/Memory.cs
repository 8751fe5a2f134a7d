namespace LoraDsl.Torch.Tests.Reliability;

/// <summary>Waits until nothing is left to be collected.</summary>
internal static class Memory
{
    public static void Settle()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
