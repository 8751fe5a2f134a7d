using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Report.Tests.Runs;

/// <summary>A perceptron for digits whose layers share a budget of ranks that move with the gradients.</summary>
[Lora("adaptive", budget: 30, Schedule = RankSchedule.GradientEnergy)]
internal sealed partial class DigitNet : Module<Tensor, Tensor>
{
    private readonly Linear input;
    private readonly Linear middle;
    private readonly Linear upper;
    private readonly Linear output;

    public DigitNet()
        : base(nameof(DigitNet))
    {
        input = Linear(64, 96);
        middle = Linear(96, 96);
        upper = Linear(96, 48);
        output = Linear(48, 10);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) =>
        Output.forward(functional.gelu(Upper.forward(functional.gelu(Middle.forward(functional.gelu(Input.forward(x.flatten(1))))))));
}
