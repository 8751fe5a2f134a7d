using LoraDsl.Adapters;
using LoraDsl.Methods;
using TorchSharp.Modules;

namespace LoraDsl.Gpu.Exchange;

/// <summary>Ranks and α that differ from layer to layer.</summary>
internal sealed partial class PatternExchange : ExchangeModel
{
    [Lora(8, Alpha = 16)] private readonly Linear first = NewFirst();
    [Lora(4, Alpha = 16)] private readonly Linear second = NewSecond();
    [Lora(2, Alpha = 6)] private readonly Linear third = NewThird();

    public PatternExchange()
        : base(nameof(PatternExchange))
    {
        RegisterComponents();
        AttachLora();
    }

    public override IReadOnlyList<LoraAdapter<Linear>> Adapted => [First, Second, Third];

    public override AdapterSet Set => Lora;
}

/// <summary>The same, all rank-stabilised.</summary>
internal sealed partial class StabilizedExchange : ExchangeModel
{
    [Lora(8, Alpha = 16, RankStabilized = true)] private readonly Linear first = NewFirst();
    [Lora(4, Alpha = 16, RankStabilized = true)] private readonly Linear second = NewSecond();
    [Lora(2, Alpha = 6, RankStabilized = true)] private readonly Linear third = NewThird();

    public StabilizedExchange()
        : base(nameof(StabilizedExchange))
    {
        RegisterComponents();
        AttachLora();
    }

    public override IReadOnlyList<LoraAdapter<Linear>> Adapted => [First, Second, Third];

    public override AdapterSet Set => Lora;
}

/// <summary>The same, one of them rank-stabilised, which PEFT can say of all layers only.</summary>
internal sealed partial class MixedExchange : ExchangeModel
{
    [Lora(8, Alpha = 16)] private readonly Linear first = NewFirst();
    [Lora(4, Alpha = 16, RankStabilized = true)] private readonly Linear second = NewSecond();
    [Lora(2, Alpha = 6)] private readonly Linear third = NewThird();

    public MixedExchange()
        : base(nameof(MixedExchange))
    {
        RegisterComponents();
        AttachLora();
    }

    public override IReadOnlyList<LoraAdapter<Linear>> Adapted => [First, Second, Third];

    public override AdapterSet Set => Lora;
}
