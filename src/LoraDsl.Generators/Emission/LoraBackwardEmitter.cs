using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Prints the backward pass of LoRA on a linear layer.</summary>
internal static class LoraBackwardEmitter
{
    public static void Emit(SourceWriter writer, ForwardConfiguration forward)
    {
        var dropout = forward.Dropout != 0;
        var next = dropout ? 2 : 1;
        var scaling = ScalingText.Argument(forward);
        var chosen = forward.Plan == ForcedPlan.None;
        var h = ExecutionPlanText.KeepsReduced(forward) ? $"saved[{next + 3}]" : "null";
        var merge = $"LowRankProducts.MergedGradient(grad_output, weight, a, b, {scaling})";
        writer.Write(
            $$"""
            public override global::System.Collections.Generic.List<Tensor> backward(torch.autograd.AutogradContext ctx, Tensor grad_output)
            {
                using var scope = torch.NewDisposeScope();
                var saved = ctx.get_saved_variables();
                var x = saved[0];{{(dropout ? "\n    var input = saved[1];" : "")}}
                var weight = saved[{{next}}];
                var a = saved[{{next + 1}}];
                var b = saved[{{next + 2}}];
                var (needsX, needsWeight, needsBias) = ((bool, bool, bool))ctx.get_data("needs")!;{{(chosen ? "\n    var plan = (ExecutionPlan)ctx.get_data(\"plan\")!;" : "")}}{{(forward.Scaling is null ? "\n    var scaling = (double)ctx.get_data(\"scaling\")!;" : "")}}

                {{(dropout ? Dropped(forward, h, scaling)
                    : forward.Plan == ForcedPlan.Merged ? Merged(merge, scaling)
                    : chosen ? Chosen(merge, h, scaling)
                    : Forced(forward, h, scaling))}}
                var dWeight = needsWeight ? grad_output.t().mm(x) : null;
                var dBias = needsBias ? grad_output.sum(dim: 0) : null;
                return
                [
                    dx?.MoveToOuterDisposeScope()!,{{(dropout ? "\n        dInput?.MoveToOuterDisposeScope()!," : "")}}
                    dWeight?.MoveToOuterDisposeScope()!,
                    dBias?.MoveToOuterDisposeScope()!,
                    dA.MoveToOuterDisposeScope(),
                    dB.MoveToOuterDisposeScope(),{{(forward.Scaling is null ? "\n        null!," : "")}}
                ];
            }
            """);
    }

    private static string Dropped(ForwardConfiguration forward, string h, string scaling) =>
        $"""
        var dx = needsX ? grad_output.mm(weight) : null;
            var dInput = needsX ? torch.zeros_like(input) : null;
            var (dA, dB) = LowRankProducts.Gradients(grad_output, input, {h}, a, b, {scaling}, dInput, {ExecutionPlanText.Of(forward)});
        """;

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

    private static string Forced(ForwardConfiguration forward, string h, string scaling) =>
        $"""
        var dx = needsX ? grad_output.mm(weight) : null;
            var (dA, dB) = LowRankProducts.Gradients(grad_output, x, {h}, a, b, {scaling}, dx, {ExecutionPlanText.Of(forward)});
        """;
}
