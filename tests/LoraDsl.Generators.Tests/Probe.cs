using System.Reflection;
using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

/// <summary>Compiles models with what is generated for them, and runs the method <c>Probe.Run</c> of the sources.</summary>
internal static class Probe
{
    /// <summary>The tests that run models, one at a time: they draw from one generator of random numbers.</summary>
    public const string Collection = "Models that run";

    public static T Run<T>(params string[] sources)
    {
        var assembly = Assembly.Load(GeneratorHarness.Compile(sources));
        try
        {
            return (T)assembly.GetType("Probe")!.GetMethod("Run")!.Invoke(null, null)!;
        }
        catch (TargetInvocationException failure) when (failure.InnerException is not null)
        {
            throw new InvalidOperationException(failure.InnerException.ToString(), failure);
        }
    }
}
