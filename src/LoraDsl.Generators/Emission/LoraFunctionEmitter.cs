using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>
/// Prints LoRA's forward pass and its autograd function. Autograd's own backward would add the two parts of the input's gradient in
/// a buffer of its own; the function adds them in place, which is measurably faster.
/// </summary>
internal static class LoraFunctionEmitter
{
    public static string Usings(ForwardConfiguration forward) =>
        "\nusing ExecutionPlan = global::LoraDsl.ExecutionPlan;"
        + (forward.Plan is ForcedPlan.None ? "\nusing LoraPlans = global::LoraDsl.LoraPlans;" : "")
        + "\nusing LowRankProducts = global::LoraDsl.Kernels.LowRankProducts;";

    public static void EmitForward(SourceWriter writer, ForwardConfiguration forward)
    {
        var dropout = forward.Dropout != 0;
        if (dropout)
        {
            writer.Write($"var input = training ? torch.nn.functional.dropout(x, {Literals.Of(forward.Dropout)}, true) : x;");
        }

        var arguments = $"x, {(dropout ? "input, " : "")}layer.weight, layer.bias";
        var factors = $"a, b{(forward.Scaling is null ? ", scaling" : "")}";
        var plan = forward.Plan == ForcedPlan.None ? $", {ExecutionPlanText.Choice(forward, backward: false)}" : "";
        writer.Write(
            $"""
            var y = torch.is_grad_enabled()
                ? Function.apply({arguments}!, {factors})
                : Compute({arguments}, {factors}{plan}){(ExecutionPlanText.KeepsReduced(forward) ? ".Output" : "")};
            return y.MoveToOuterDisposeScope();
            """);
    }

    public static void EmitMembers(SourceWriter writer, ForwardConfiguration forward)
    {
        EmitCompute(writer, forward);
        writer.Separate();
        writer.Write(
            $"""
            /// <summary>
            /// The same formula with its gradients. Saves the inputs{(ExecutionPlanText.KeepsReduced(forward) ? " and s·x·Aᵀ" : "")} for the backward pass, nothing of the output's size.
            /// </summary>
            """);
        writer.Open("private sealed class Function : torch.autograd.SingleTensorFunction<Function>");
        writer.Write(
            $"""
            /// <inheritdoc/>
            public override string Name => "{forward.ClassName}";

            /// <inheritdoc/>
            """);
        EmitFunctionForward(writer, forward);
        writer.Separate();
        writer.Write("/// <inheritdoc/>");
        LoraBackwardEmitter.Emit(writer, forward);
        writer.Close();
    }

    // The order is measured: the frozen product first, the low-rank one added to it in place.
    private static void EmitCompute(SourceWriter writer, ForwardConfiguration forward)
    {
        var dropout = forward.Dropout != 0;
        var keeps = ExecutionPlanText.KeepsReduced(forward);
        var scaling = ScalingText.Argument(forward);
        writer.Open(
            $"private static {(keeps ? "(Tensor Output, Tensor? Reduced)" : "Tensor")} Compute(Tensor x, {(dropout ? "Tensor input, " : "")}Tensor weight, Tensor? bias, Tensor a, Tensor b{(forward.Scaling is null ? ", double scaling" : "")}{(forward.Plan == ForcedPlan.None ? ", ExecutionPlan plan" : "")})");
        if (forward.Plan == ForcedPlan.Merged)
        {
            writer.Write($"return LowRankProducts.MergedOutput(x, weight, bias, a, b, {scaling});");
            writer.Close();
            return;
        }

        if (ExecutionPlanText.MayMerge(forward))
        {
            writer.Write(
                $$"""
                if (plan == ExecutionPlan.Merged)
                {
                    return (LowRankProducts.MergedOutput(x, weight, bias, a, b, {{scaling}}), null);
                }

                """);
        }

        writer.Write(
            $"""
            var y = torch.nn.functional.linear(x, weight, bias);
            {(keeps ? "var h = " : "")}LowRankProducts.AddTo(y, {(dropout ? "input" : "x")}, a, b, {scaling}, {ExecutionPlanText.Of(forward)});
            return {(!keeps ? "y" : forward.Plan == ForcedPlan.None ? "(y, plan == ExecutionPlan.Recompute ? null : h)" : "(y, h)")};
            """);
        writer.Close();
    }

    private static void EmitFunctionForward(SourceWriter writer, ForwardConfiguration forward)
    {
        var dropout = forward.Dropout != 0;
        var next = dropout ? 2 : 1;
        var runtime = forward.Scaling is null;
        var chosen = forward.Plan == ForcedPlan.None;
        var keeps = ExecutionPlanText.KeepsReduced(forward);
        var choice = chosen ? $"\n    var plan = {ExecutionPlanText.Choice(forward, backward: true)};" : "";
        writer.Write(
            $$"""
            public override Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
            {
                var x = (Tensor)vars[0];{{(dropout ? "\n    var input = (Tensor)vars[1];" : "")}}
                var weight = (Tensor)vars[{{next}}];
                var bias = (Tensor?)vars[{{next + 1}}];
                var a = (Tensor)vars[{{next + 2}}];
                var b = (Tensor)vars[{{next + 3}}];{{(runtime ? $"\n    var scaling = (double)vars[{next + 4}];" : "")}}

                var needs = (x.requires_grad, weight.requires_grad, bias is not null && bias.requires_grad);{{choice}}
                var {{(keeps ? "(y, h)" : "y")}} = Compute(x, {{(dropout ? "input, " : "")}}weight, bias, a, b{{(runtime ? ", scaling" : "")}}{{(chosen ? ", plan" : "")}});
                ctx.save_for_backward([{{(dropout ? "weight.requires_grad ? x : null!, input" : "x")}}, weight, a, b{{(keeps ? ", h!" : "")}}]);
                ctx.save_data("needs", needs);{{(chosen ? "\n    ctx.save_data(\"plan\", plan);" : "")}}{{(runtime ? "\n    ctx.save_data(\"scaling\", scaling);" : "")}}
                return y;
            }
            """);
    }
}
