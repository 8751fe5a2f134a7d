using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>Every kind of rank: two adaptive ones within a budget of 20, one of DyLoRA, a fixed one, and one with a schedule of its own.</summary>
[Lora("adaptive", budget: 20)]
internal sealed partial class Managed : Module<Tensor, Tensor>
{
    private readonly Linear query;
    private readonly Linear value;

    [DyLora(1, 9)]
    private readonly Linear dynamic;

    [Lora(4)]
    private readonly Linear head;

    [Lora("adaptive", budget: 4, Schedule = RankSchedule.Loss)]
    private readonly Linear scheduled;

    public Managed(long width = 16)
        : base(nameof(Managed))
    {
        query = Linear(width, width);
        value = Linear(width, width);
        dynamic = Linear(width, width);
        head = Linear(width, width);
        scheduled = Linear(width, width);
        RegisterComponents();
        AttachLora();
    }

    public override Tensor forward(Tensor x) =>
        Scheduled.forward(Head.forward(functional.gelu(Dynamic.forward(Query.forward(x) * Value.forward(x)))));
}
