using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA107, LORA108 and LORA112: every constructor attaches once, when everything is in place, and nothing is replaced after.</summary>
internal static class AttachRules
{
    /// <summary>The method that attaches.</summary>
    public const string Attach = "AttachLora";

    private const string Register = "RegisterComponents";

    public static void Check(AnnotatedClass model, ClassBody body, List<Finding> findings)
    {
        var flow = new RoutineFlow(body.Routines);
        var adapted = Adapted(model);
        var hasConstructor = false;
        foreach (var routine in body.Routines)
        {
            if (routine.IsConstructor || flow.IsPartOfConstruction(routine.Key))
            {
                CheckReturns(model, routine, flow, findings);
            }

            if (routine.IsConstructor)
            {
                hasConstructor = true;
                CheckPresence(model, routine, flow, findings);
                CheckOrder(routine, flow, adapted, body, findings);
            }
            else if (!flow.IsPartOfConstruction(routine.Key))
            {
                CheckReplacement(routine, adapted, findings);
            }
        }

        if (!hasConstructor)
        {
            findings.Add(Finding.Of(
                Rules.AttachMissing,
                new Target.Class(),
                model.Name,
                $"has no constructor that calls AttachLora(): write one that ends with {Register}(); {Attach}();"));
        }
    }

    // Of chained constructors, the one that runs first has to attach.
    private static void CheckPresence(AnnotatedClass model, Routine constructor, RoutineFlow flow, List<Finding> findings)
    {
        if (constructor.ChainedTo is not null || flow.Reaches(constructor, StepKind.Attach))
        {
            return;
        }

        if (!constructor.HasBody)
        {
            findings.Add(Finding.Of(
                Rules.AttachMissing,
                new Target.Place(constructor.Place),
                model.Name,
                "has a primary constructor, which cannot call AttachLora(): write a constructor with a body"));
            return;
        }

        var fix = flow.Reaches(constructor, StepKind.Register)
            ? Fix.AppendCalls(Attach)
            : Fix.AppendCalls(Register, Attach);
        findings.Add(Finding.Of(
            Rules.AttachMissing,
            new Target.Place(constructor.Place),
            fix,
            model.Name,
            "has a constructor that does not call AttachLora(): call it at the end"));
    }

    // A return before the only call leaves a model without adapters.
    private static void CheckReturns(AnnotatedClass model, Routine routine, RoutineFlow flow, List<Finding> findings)
    {
        var returns = new List<Step>();
        foreach (var step in routine.Steps)
        {
            if (step.Kind == StepKind.Return)
            {
                returns.Add(step);
            }
            else if (flow.LeadsTo(step, StepKind.Attach))
            {
                foreach (var early in returns)
                {
                    findings.Add(Finding.Of(
                        Rules.AttachMissing,
                        new Target.Place(early.Place),
                        model.Name,
                        "may return here before AttachLora() has run, and has no adapters then: call it before"));
                }

                return;
            }
        }
    }

    private static void CheckOrder(
        Routine constructor, RoutineFlow flow, HashSet<string> adapted, ClassBody body, List<Finding> findings)
    {
        var steps = flow.Flatten(constructor, out var own);
        var attached = false;
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            if (step.Kind != StepKind.Attach)
            {
                continue;
            }

            if (i >= own && Problem(step, i) is var (problem, fix))
            {
                findings.Add(Finding.Of(Rules.AttachMisplaced, new Target.Place(step.Place), step.IsStatement ? fix : null, problem));
            }

            attached |= step.IsSure;
            CheckReplacedAfter(steps, i, own, adapted, body, findings);
        }

        (string Problem, Fix Fix)? Problem(Step step, int index)
        {
            if (attached)
            {
                return ("runs a second time: remove this call", Fix.DropStatement);
            }

            if (step.IsRepeated)
            {
                return ("runs in a loop: move it to the end of the constructor", Fix.MoveToEnd);
            }

            if (step.IsSure && FirstUnassigned(steps, index, adapted, body) is { } field)
            {
                return ($"runs before '{field}' is assigned: move it to the end of the constructor", Fix.MoveToEnd);
            }

            if (body.MayRegisterElsewhere || Find(steps, StepKind.Register, 0, index))
            {
                return null;
            }

            return Find(steps, StepKind.Register, index + 1, steps.Count)
                ? ("runs before RegisterComponents(): move it to the end of the constructor", Fix.MoveToEnd)
                : ("runs without RegisterComponents(): call that first", Fix.PrependCall(Register));
        }
    }

    private static string? FirstUnassigned(IReadOnlyList<Step> steps, int attach, HashSet<string> adapted, ClassBody body)
    {
        for (var i = attach + 1; i < steps.Count; i++)
        {
            var step = steps[i];
            if (step.Kind == StepKind.Assign && adapted.Contains(step.Name) && !HasValueBefore(steps, attach, step.Name, body))
            {
                return step.Name;
            }
        }

        return null;
    }

    private static void CheckReplacedAfter(
        IReadOnlyList<Step> steps, int attach, int own, HashSet<string> adapted, ClassBody body, List<Finding> findings)
    {
        if (!steps[attach].IsSure)
        {
            return;
        }

        for (var i = attach + 1; i < steps.Count && steps[i].Kind != StepKind.Attach; i++)
        {
            if (i >= own && steps[i].Kind == StepKind.Assign && adapted.Contains(steps[i].Name) && HasValueBefore(steps, attach, steps[i].Name, body))
            {
                findings.Add(Replaced(steps[i]));
            }
        }
    }

    private static void CheckReplacement(Routine routine, HashSet<string> adapted, List<Finding> findings)
    {
        foreach (var step in routine.Steps)
        {
            if (step.Kind == StepKind.Assign && adapted.Contains(step.Name))
            {
                findings.Add(Replaced(step));
            }
        }
    }

    private static Finding Replaced(Step step) => Finding.Of(Rules.LayerReplaced, new Target.Place(step.Place), step.Name);

    private static bool HasValueBefore(IReadOnlyList<Step> steps, int end, string field, ClassBody body)
    {
        if (body.Initialized.Contains(field))
        {
            return true;
        }

        for (var i = 0; i < end; i++)
        {
            if (steps[i].Kind == StepKind.Assign && steps[i].Name == field)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Find(IReadOnlyList<Step> steps, StepKind kind, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (steps[i].Kind == kind)
            {
                return true;
            }
        }

        return false;
    }

    private static HashSet<string> Adapted(AnnotatedClass model)
    {
        var names = new HashSet<string>();
        foreach (var layer in model.Layers)
        {
            if (layer.PropertyName.Length > 0)
            {
                names.Add(layer.Name);
            }
        }

        foreach (var child in model.Children)
        {
            names.Add(child.Name);
        }

        return names;
    }
}
