using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>A formula over factors of its own, left to autograd.</summary>
internal abstract class FactorContender : LinearContender
{
    protected FactorContender(LinearCase sizes, Device device)
        : base(sizes, device)
    {
        A = new Parameter(InitialA.clone());
        B = new Parameter(InitialB.clone());
        Dropout = sizes.Dropout;
    }

    protected Parameter A { get; }

    protected Parameter B { get; }

    protected double Dropout { get; }

    protected override IReadOnlyList<Parameter> Factors => [A, B];

    public override void Dispose()
    {
        A.Dispose();
        B.Dispose();
        base.Dispose();
    }
}
