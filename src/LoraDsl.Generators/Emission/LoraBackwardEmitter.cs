using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the backward pass of LoRA on a linear layer.</summary>
internal static class LoraBackwardEmitter
{
    public static void Emit(SourceWriter writer, ForwardConfiguration forward)
    {
        var dropout = forward.Dropout != 0;
        var scaling = ScalingText.Argument(forward);
        var chosen = forward.Plan == ForcedPlan.None;
        var h = ExecutionPlanText.KeepsReduced(forward) ? "saved[4]" : "null";
        var merge = $"LowRankProducts.MergedGradient(grad_output, weight, a, b, {scaling})";
        writer.Write(
            $$"""
            public override global::System.Collections.Generic.List<Tensor> backward(torch.autograd.AutogradContext ctx, Tensor grad_output)
            {
                using var scope = torch.NewDisposeScope();
                var saved = ctx.get_saved_variables();
                var x = saved[0];
                var weight = saved[1];
                var a = saved[2];
                var b = saved[3];
                var (needsX, needsWeight, needsBias) = ((bool, bool, bool))ctx.get_data("needs")!;{{(chosen ? "\n    var plan = (ExecutionPlan)ctx.get_data(\"plan\")!;" : "")}}{{(forward.Scaling is null ? "\n    var scaling = (double)ctx.get_data(\"scaling\")!;" : "")}}{{(dropout ? "\n    var dropout = (InputDropout)ctx.get_data(\"dropout\")!;" : "")}}

                {{(forward.Plan == ForcedPlan.Merged ? Merged(merge, scaling)
                    : ExecutionPlanText.MayMerge(forward) ? Chosen(merge, h, scaling)
                    : Products(forward, h, scaling))}}
                var dWeight = needsWeight ? grad_output.t().mm(x) : null;
                var dBias = needsBias ? grad_output.sum(dim: 0) : null;
                return
                [
                    dx?.MoveToOuterDisposeScope()!,
                    dWeight?.MoveToOuterDisposeScope()!,
                    dBias?.MoveToOuterDisposeScope()!,
                    dA.MoveToOuterDisposeScope(),
                    dB.MoveToOuterDisposeScope(),{{(forward.Scaling is null ? "\n        null!," : "")}}{{(dropout ? "\n        null!," : "")}}
                ];
            }
            """);
    }

    private static string Merged(string merge, string scaling) =>
        $"""
        var dx = needsX ? {merge} : null;
            var (dA, dB) = LowRankProducts.Gradients(grad_output, x, null, a, b, {scaling}, null, ExecutionPlan.Merged);
        """;

    private static string Chosen(string merge, string h, string scaling) =>
        $"""
        var merged = plan == ExecutionPlan.Merged;
            var dx = !needsX ? null : merged ? {merge} : grad_output.mm(weight);
            var (dA, dB) = LowRankProducts.Gradients(grad_output, x, {h}, a, b, {scaling}, merged ? null : dx, plan);
        """;

    private static string Products(ForwardConfiguration forward, string h, string scaling) =>
        $"""
        var dx = needsX ? grad_output.mm(weight) : null;
            var (dA, dB) = LowRankProducts.Gradients(grad_output, x, {h}, a, b, {scaling}, dx, {ExecutionPlanText.Of(forward)}{(forward.Dropout != 0 ? ", dropout" : "")});
        """;
}
