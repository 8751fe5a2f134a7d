using LoraDsl.CodeFixes.Tests.Harness;

namespace LoraDsl.CodeFixes.Tests;

public class AttributeFixTests
{
    /// <summary>Rule, title of the fix, and the attribute of a field of 64 by 32 before and after.</summary>
    public static TheoryData<string, string, string, string> OfAField => new()
    {
        { "LORA122", "Leave out 'Bias'", "[Lora(8, Bias = BiasTraining.All, Alpha = 4)]", "[Lora(8, Alpha = 4)]" },
        { "LORA123", "Leave out 'LoraBias'", "[Lora(\"adaptive\", 8, LoraBias = true)]", "[Lora(\"adaptive\", 8)]" },
        { "LORA201", "Write '1'", "[Lora(0, /* for now */ Alpha = 8)]", "[Lora(1, /* for now */ Alpha = 8)]" },
        { "LORA203", "Leave out 'budget'", "[Lora(\"adaptive\", 0, MaxRank = 4)]", "[Lora(\"adaptive\", MaxRank = 4)]" },
        { "LORA203", "Leave out 'budget'", "[Lora(budget: -1, rank: \"adaptive\")]", "[Lora(rank: \"adaptive\")]" },
        { "LORA204", "Write '\"adaptive\"'", "[Lora(\"adpative\", budget: 8)]", "[Lora(\"adaptive\", budget: 8)]" },
        { "LORA204", "Write [Lora(8)]", "[Lora( \"8\" , budget: 4, Alpha = 2)] // eight", "[Lora( 8, Alpha = 2)] // eight" },
        { "LORA205", "Swap 'MinRank' and 'MaxRank'", "[Lora(\"adaptive\", 8, MinRank = 6, MaxRank = 2)]", "[Lora(\"adaptive\", 8, MinRank = 2, MaxRank = 6)]" },
        { "LORA205", "Write '0'", "[Lora(\"adaptive\", 8, MinRank = -1)]", "[Lora(\"adaptive\", 8, MinRank = 0)]" },
        { "LORA205", "Leave out 'MaxRank'", "[Lora(\"adaptive\", 8, MaxRank = 0, Alpha = 2)]", "[Lora(\"adaptive\", 8, Alpha = 2)]" },
        { "LORA206", "Leave out 'Alpha'", "[Lora(8, Alpha = 0)]", "[Lora(8)]" },
        { "LORA207", "Leave out 'Dropout'", "[DyLora(1, 8, Dropout = 10, Alpha = 4)]", "[DyLora(1, 8, Alpha = 4)]" },
        { "LORA208", "Remove [DyLora]", "[Lora(8), DyLora(1, 8)]", "[Lora(8)]" },
        { "LORA208", "Remove [Lora]", "[Lora(8), DyLora(1, 8)]", "[DyLora(1, 8)]" },
        { "LORA208", "Remove [NoLora]", "[NoLora] [Lora(8)]", "[Lora(8)]" },
        { "LORA208", "Remove [Lors]", "[DyLora(1, 8), Lors(8)]", "[DyLora(1, 8)]" },
        { "LORA208", "Remove [Lora]", "[NoLora] [LoraDsl.LoraAttribute(8)]", "[NoLora]" },
        { "LORA209", "Write '21'", "[Lora(32)]", "[Lora(21)]" },
        { "LORA209", "Write '21'", "[Lors(32)]", "[Lors(21)]" },
        { "LORA209", "Write '21'", "[DyLora(4, maxRank: 64)]", "[DyLora(4, maxRank: 21)]" },
        { "LORA210", "Write '8'", "[Lora(\"adaptive\", 4, MinRank = 8)]", "[Lora(\"adaptive\", 8, MinRank = 8)]" },
        { "LORA211", "Leave out 'MinRank'", "[Lora(8, MinRank = 2, Alpha = 4)]", "[Lora(8, Alpha = 4)]" },
        { "LORA211", "Leave out 'RankStabilized'", "[Lora(8, RankStabilized = true)]", "[Lora(8)]" },
        { "LORA211", "Leave out 'budget'", "[Lora(8, budget: 4)]", "[Lora(8)]" },
        { "LORA213", "Write '32'", "[Lora(\"adaptive\", budget: 40)]", "[Lora(\"adaptive\", budget: 32)]" },
        { "LORA205", "Leave out 'InitialRank'", "[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora, InitialRank = 0)]", "[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora)]" },
        { "LORA211", "Leave out 'Importance'", "[Lora(8, Importance = RankImportance.Taylor, Alpha = 4)]", "[Lora(8, Alpha = 4)]" },
        { "LORA214", "Leave out 'Rounding'", "[Lora(\"adaptive\", 8, Rounding = (RankRounding)9)]", "[Lora(\"adaptive\", 8)]" },
        {
            "LORA215",
            "Write 'RankImportance.ExplainedVariance'",
            "[Lora(\"adaptive\", 8, Importance = RankImportance.Taylor, Allocation = AllocationStrategy.Components)]",
            "[Lora(\"adaptive\", 8, Importance = RankImportance.ExplainedVariance, Allocation = AllocationStrategy.Components)]"
        },
        {
            "LORA215",
            "Write 'AllocationStrategy.Components, Importance = RankImportance.ExplainedVariance'",
            "[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.Components, MaxRank = 8)]",
            "[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.Components, Importance = RankImportance.ExplainedVariance, MaxRank = 8)]"
        },
        {
            "LORA216",
            "Leave out 'Schedule'",
            "[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora, Schedule = RankSchedule.Loss)]",
            "[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora)]"
        },
        {
            "LORA219",
            "Write '12'",
            "[Lora(\"adaptive\", 16, Allocation = AllocationStrategy.AdaLora)]",
            "[Lora(\"adaptive\", 12, Allocation = AllocationStrategy.AdaLora)]"
        },
        { "LORA220", "Leave out 'Init'", "[Lors(8, Init = AdapterInitialization.Olora, Alpha = 4)]", "[Lors(8, Alpha = 4)]" },
        {
            "LORA216",
            "Leave out 'Init'",
            "[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora, Init = AdapterInitialization.Pissa)]",
            "[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora)]"
        },
        { "LORA222", "Write '16'", "[Lora(17, Init = AdapterInitialization.LoraGa)]", "[Lora(16, Init = AdapterInitialization.LoraGa)]" },
        { "LORA223", "Write '16'", "[Lora(8, LearningRateRatio = -1)]", "[Lora(8, LearningRateRatio = 16)]" },
        { "LORA304", "Leave out 'Targets'", "[Lora(8, Targets = new[] { \"key\" }, Alpha = 4)]", "[Lora(8, Alpha = 4)]" },
        { "LORA401", "Swap 'minRank' and 'maxRank'", "[DyLora(16, 4, Alpha = 2)]", "[DyLora(4, 16, Alpha = 2)]" },
        { "LORA401", "Swap 'minRank' and 'maxRank'", "[DyLora(maxRank: 4, minRank: 16)]", "[DyLora(maxRank: 16, minRank: 4)]" },
        { "LORA402", "Write '1'", "[DyLora(0, 4)]", "[DyLora(1, 4)]" },
        { "LORA403", "Replace [DyLora] by [Lora]", "[DyLora(8, 8)]", "[Lora(8)]" },
        { "LORA214", "Leave out 'Mode'", "[Lors(8, Mode = (LorsMode)2, Alpha = 4)]", "[Lors(8, Alpha = 4)]" },
        { "LORA241", "Leave out 'ModuleDropout'", "[LoKr(8, ModuleDropout = 1, Alpha = 4)]", "[LoKr(8, Alpha = 4)]" },
        { "LORA502", "Leave out 'Dropout'", "[Lors(8, Dropout = 0.1)]", "[Lors(8)]" },
        {
            "LORA403",
            "Replace [DyLora] by [Lora]",
            "[LoraDsl.DyLoraAttribute(minRank: 8, maxRank: 8, Mode = DyLoraMode.Frozen, Sampling = DyLoraSampling.Geometric, Alpha = 4)]",
            "[LoraDsl.LoraAttribute(rank: 8, Alpha = 4)]"
        },
    };

    [Theory]
    [MemberData(nameof(OfAField))]
    public Task The_attribute_of_a_field_is_fixed(string id, string title, string before, string after) =>
        FixHarness.Verify(id, title, OnField(before), OnField(after));

    [Fact]
    public Task LORA103_the_attribute_of_a_field_without_an_adapter_is_removed_with_its_line() => FixHarness.Verify(
        "LORA103",
        "Remove [Lora]",
        Class(
            """
                /// <summary>Evens out.</summary>
                [Lora(8)]
                private readonly LayerNorm norm = LayerNorm(64); // as it was
            """),
        Class(
            """
                /// <summary>Evens out.</summary>
                private readonly LayerNorm norm = LayerNorm(64); // as it was
            """));

    [Theory]
    [InlineData("[NoLora] private readonly LayerNorm norm = LayerNorm(64);", "private readonly LayerNorm norm = LayerNorm(64);", "Remove [NoLora]")]
    [InlineData("[Lora(8)] private readonly Linear key = Linear(64, 64);", "private readonly Linear key = Linear(64, 64);", "Remove [Lora]")]
    public Task LORA212_an_attribute_that_changes_nothing_is_removed(string before, string after, string title) =>
        FixHarness.Verify("LORA212", title, Class("    " + before), Class("    " + after));

    [Fact]
    public Task LORA111_a_layer_in_a_property_is_left_out_on_a_line_of_its_own() => FixHarness.Verify(
        "LORA111",
        "Write [field: NoLora]",
        Class(
            """
                /// <summary>Stays.</summary>
                public Linear Gate { get; } = Linear(64, 64);
            """),
        Class(
            """
                /// <summary>Stays.</summary>
                [field: NoLora]
                public Linear Gate { get; } = Linear(64, 64);
            """));

    [Theory]
    [InlineData("public Linear Gate { get; } = Linear(64, 64);", "private readonly Linear gate = Linear(64, 64);")]
    [InlineData("internal Linear? Gate { get; set; }", "private Linear? gate;")]
    [InlineData("protected Linear Gate { get; private set; } = Linear(64, 64); // as it was", "private Linear gate = Linear(64, 64); // as it was")]
    public Task LORA111_a_layer_in_a_property_becomes_a_field(string before, string after) => FixHarness.Verify(
        "LORA111",
        "Make it a field 'gate'",
        Class("    " + before),
        Class("    " + after));

    [Fact]
    public Task LORA111_what_assigns_the_property_assigns_the_field() => FixHarness.Verify(
        "LORA111",
        "Make it a field 'gate'",
        WithGate("public Linear Gate { get; }", "Gate = Linear(64, 64); (this.Gate, _) = (Linear(8, 8), 1);"),
        WithGate("private readonly Linear gate;", "gate = Linear(64, 64); (this.gate, _) = (Linear(8, 8), 1);"));

    [Theory]
    [InlineData("private readonly Linear[] gates = [Linear(64, 64)];", "[NoLora]\n    private readonly Linear[] gates = [Linear(64, 64)];", "Write [NoLora]")]
    [InlineData("private readonly Module<Tensor, Tensor> gate = Linear(64, 64);", "[NoLora]\n    private readonly Module<Tensor, Tensor> gate = Linear(64, 64);", "Write [NoLora]")]
    [InlineData("public Conv1d Gate { get; } = Conv1d(64, 64, 3);", "[field: NoLora]\n    public Conv1d Gate { get; } = Conv1d(64, 64, 3);", "Write [NoLora]")]
    public Task LORA113_a_member_that_is_meant_to_stay_is_left_out(string before, string after, string title) =>
        FixHarness.Verify("LORA113", title, Class("    " + before), Class("    " + after));

    [Fact]
    public Task LORA209_an_attribute_that_no_rank_suits_is_removed() => FixHarness.Verify(
        "LORA209",
        "Remove [Lora]",
        OnField("[Lora(1)]").Replace("Linear(64, 32)", "Linear(64, 1)", StringComparison.Ordinal),
        OnField("[Lora(8)]").Replace("    [Lora(8)]\n", "", StringComparison.Ordinal).Replace("Linear(64, 32)", "Linear(64, 1)", StringComparison.Ordinal));

    [Fact]
    public Task LORA217_a_field_takes_its_allocation_from_its_class() => FixHarness.Verify(
        "LORA217",
        "Leave out 'Allocation'",
        AdaLora("    [Lora(\"adaptive\", InitialRank = 4, Allocation = AllocationStrategy.Threshold)] private readonly Linear key = Linear(64, 64);"),
        AdaLora("    [Lora(\"adaptive\", InitialRank = 4)] private readonly Linear key = Linear(64, 64);"));

    [Fact]
    public Task LORA302_the_nearest_name_is_written() => FixHarness.Verify(
        "LORA302",
        "Write '\"output\"'",
        Class("").Replace("[Lora(8)]", "[Lora(8, Targets = new[] { /* the last */ \"ouptut\" })]", StringComparison.Ordinal),
        Class("").Replace("[Lora(8)]", "[Lora(8, Targets = new[] { /* the last */ \"output\" })]", StringComparison.Ordinal));

    [Fact]
    public Task LORA305_dropout_that_has_no_effect_is_left_out() => FixHarness.Verify(
        "LORA305",
        "Leave out 'Dropout'",
        Class("    [Lora(4, Dropout = 0.1)] private readonly Embedding tokens = Embedding(64, 64);"),
        Class("    [Lora(4)] private readonly Embedding tokens = Embedding(64, 64);"));

    [Fact]
    public Task LORA221_a_start_that_an_embedding_cannot_have_is_left_out() => FixHarness.Verify(
        "LORA221",
        "Leave out 'Init'",
        Class("    [Lora(4, Init = AdapterInitialization.Eva)] private readonly Embedding tokens = Embedding(64, 64);"),
        Class("    [Lora(4)] private readonly Embedding tokens = Embedding(64, 64);"));

    [Fact]
    public Task LORA224_an_option_that_an_embedding_cannot_have_is_left_out() => FixHarness.Verify(
        "LORA224",
        "Leave out 'FreezeA'",
        Class("    [Lora(4, FreezeA = true)] private readonly Embedding tokens = Embedding(64, 64);"),
        Class("    [Lora(4)] private readonly Embedding tokens = Embedding(64, 64);"));

    [Fact]
    public Task LORA501_LoRS_on_an_embedding_is_removed() => FixHarness.Verify(
        "LORA501",
        "Remove [Lors]",
        Class("    [Lors(4, Alpha = 8)] private readonly Embedding tokens = Embedding(64, 64);"),
        Class("    private readonly Embedding tokens = Embedding(64, 64);"));

    [Fact]
    public Task LORA240_a_method_on_a_layer_of_another_kind_is_removed() => FixHarness.Verify(
        "LORA240",
        "Remove [LoHa]",
        Class("    [LoHa(4, Alpha = 8)] private readonly Embedding tokens = Embedding(64, 64);"),
        Class("    private readonly Embedding tokens = Embedding(64, 64);"));

    [Theory]
    [InlineData("\"gate-up\"", "Write '\"GateUp\"'", "\"GateUp\"")]
    [InlineData("/* both */ \"9 gate up\"", "Write '\"GateUp\"'", "/* both */ \"GateUp\"")]
    public Task LORA601_a_name_is_made_one_of_a_property(string before, string title, string after) => FixHarness.Verify(
        "LORA601",
        title,
        Class($"    [LoraGroup(\"GateUp\")] private readonly Linear gate = Linear(64, 64), up = Linear(64, 64);\n    [LoraGroup({before})] private readonly Linear value = Linear(64, 64);"),
        Class($"    [LoraGroup(\"GateUp\")] private readonly Linear gate = Linear(64, 64), up = Linear(64, 64);\n    [LoraGroup({after})] private readonly Linear value = Linear(64, 64);"));

    [Fact]
    public Task LORA602_a_layer_that_cannot_be_in_a_group_is_taken_out_of_it() => FixHarness.Verify(
        "LORA602",
        "Remove [LoraGroup]",
        Class("    [LoraGroup(\"GateUp\"), Lora(4)] private readonly Embedding tokens = Embedding(64, 64);"),
        Class("    [Lora(4)] private readonly Embedding tokens = Embedding(64, 64);"));

    [Theory]
    [InlineData("Remove [LoraGroup]", "[NoLora] private readonly Linear value = Linear(64, 64);")]
    [InlineData("Remove [NoLora]", "[LoraGroup(\"Trio\")] private readonly Linear value = Linear(64, 64);")]
    public Task LORA603_one_of_two_attributes_is_removed(string title, string after) => FixHarness.Verify(
        "LORA603",
        title,
        Class("    [LoraGroup(\"Trio\")] private readonly Linear gate = Linear(64, 64), up = Linear(64, 64);\n    [LoraGroup(\"Trio\"), NoLora] private readonly Linear value = Linear(64, 64);"),
        Class($"    [LoraGroup(\"Trio\")] private readonly Linear gate = Linear(64, 64), up = Linear(64, 64);\n    {after}"));

    [Theory]
    [InlineData("[LoraGroup(\"gateUp\")] private", "Write '\"GateUp\"'", "[LoraGroup(\"GateUp\")] private")]
    [InlineData("[LoraGroup(\"Alone\")] private", "Remove [LoraGroup]", "private")]
    public Task LORA604_a_layer_alone_joins_the_group_that_was_meant_or_none(string before, string title, string after) => FixHarness.Verify(
        "LORA604",
        title,
        Class($"    [LoraGroup(\"GateUp\")] private readonly Linear gate = Linear(64, 64), up = Linear(64, 64);\n    {before} readonly Linear value = Linear(64, 64);"),
        Class($"    [LoraGroup(\"GateUp\")] private readonly Linear gate = Linear(64, 64), up = Linear(64, 64);\n    {after} readonly Linear value = Linear(64, 64);"));

    private static string AdaLora(string member) =>
        Class(member).Replace("[Lora(8)]", "[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora)]", StringComparison.Ordinal);

    private static string WithGate(string member, string statements) =>
        Class("    " + member).Replace("RegisterComponents();", statements + "\n        RegisterComponents();", StringComparison.Ordinal);

    private static string OnField(string attribute) =>
        $$"""
        public sealed partial class Head : Module<Tensor, Tensor>
        {
            {{attribute}}
            private readonly Linear output = Linear(64, 32);

            public Head() : base(nameof(Head))
            {
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Output.forward(x);
        }
        """;

    private static string Class(string member) =>
        $$"""
        [Lora(8)]
        public sealed partial class Head : Module<Tensor, Tensor>
        {
            private readonly Linear output = Linear(64, 32);

        {{member}}

            public Head() : base(nameof(Head))
            {
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Output.forward(x);
        }
        """;
}
