using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

/// <summary>A base class and a class that derives from it have one set of adapters, and so one budget.</summary>
public class BaseClassBudgetTests
{
    [Fact]
    public Task A_base_class_draws_on_the_budget_of_the_class_that_derives_from_it() => AnalyzerHarness.VerifyNone(
        Base("[Lora(\"adaptive\")]"), Derived("Derived", "[Lora(\"adaptive\", budget: 8)]"));

    [Fact]
    public Task A_derived_class_draws_on_the_budget_of_its_base_class() => AnalyzerHarness.VerifyNone(
        Base("[Lora(\"adaptive\", budget: 8)]"), Derived("Derived", "[Lora(\"adaptive\")]"));

    [Fact]
    public Task LORA202_one_derived_class_does_not_draw_on_the_budget_of_another() => AnalyzerHarness.Verify(
        Base("[Lora(\"adaptive\")]"),
        Derived("First", "[Lora(\"adaptive\", budget: 8)]"),
        Derived("Second", "[Lora({|LORA202:\"adaptive\"|})]"));

    private static string Base(string attribute) =>
        $$"""
        {{attribute}}
        internal abstract partial class Base : Module
        {
            private readonly Linear head = Linear(8, 8);
            protected Base() : base("Base") { RegisterComponents(); AttachLora(); }
        }
        """;

    private static string Derived(string name, string attribute) =>
        $$"""
        {{attribute}}
        internal sealed partial class {{name}} : Base
        {
            private readonly Linear tail = Linear(8, 8);
            public {{name}}() { AttachLora(); }
        }
        """;
}
