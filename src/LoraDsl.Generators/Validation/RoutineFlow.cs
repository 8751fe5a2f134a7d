using System.Collections.Generic;

namespace LoraDsl.Generators.Validation;

/// <summary>Which routines of a class run which.</summary>
internal sealed class RoutineFlow
{
    private readonly Dictionary<string, Routine> _routines = [];
    private readonly HashSet<string> _construction = [];

    public RoutineFlow(IReadOnlyList<Routine> routines)
    {
        foreach (var routine in routines)
        {
            _routines[routine.Key] = routine;
        }

        foreach (var routine in routines)
        {
            if (routine.IsConstructor)
            {
                Collect(routine, _construction);
            }
        }
    }

    /// <summary>Whether a constructor runs the routine, directly or through others.</summary>
    public bool IsPartOfConstruction(string routine) => _construction.Contains(routine);

    /// <summary>Whether the routine, or one that it runs, has a step of the kind.</summary>
    public bool Reaches(Routine routine, StepKind kind)
    {
        var reached = new HashSet<string>();
        Collect(routine, reached);
        foreach (var key in reached)
        {
            foreach (var step in _routines[key].Steps)
            {
                if (step.Kind == kind)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a step is of the kind, or runs a routine that reaches such a step.</summary>
    public bool LeadsTo(Step step, StepKind kind) => step.Kind == kind
        || (step.Kind == StepKind.Call && _routines.TryGetValue(step.Name, out var called) && Reaches(called, kind));

    /// <summary>The steps of a constructor with those of what it runs in their places.</summary>
    /// <param name="constructor">The constructor.</param>
    /// <param name="own">The index of the first step that is not one of the constructors before it.</param>
    public IReadOnlyList<Step> Flatten(Routine constructor, out int own)
    {
        var steps = new List<Step>();
        if (constructor.ChainedTo is { } chained && _routines.TryGetValue(chained, out var first))
        {
            steps.AddRange(Flatten(first, out _));
        }

        own = steps.Count;
        Expand(constructor, null, steps, []);
        return steps;
    }

    private void Expand(Routine routine, Step? call, List<Step> steps, HashSet<string> path)
    {
        if (!path.Add(routine.Key))
        {
            return;
        }

        foreach (var step in routine.Steps)
        {
            var seen = call is null
                ? step
                : step with
                {
                    Place = call.Place,
                    IsSure = call.IsSure && step.IsSure,
                    IsRepeated = call.IsRepeated || step.IsRepeated,
                    IsStatement = false,
                };
            if (step.Kind != StepKind.Call)
            {
                steps.Add(seen);
            }
            else if (_routines.TryGetValue(step.Name, out var called))
            {
                Expand(called, seen, steps, path);
            }
        }

        path.Remove(routine.Key);
    }

    private void Collect(Routine routine, HashSet<string> reached)
    {
        if (!reached.Add(routine.Key))
        {
            return;
        }

        if (routine.ChainedTo is { } chained && _routines.TryGetValue(chained, out var first))
        {
            Collect(first, reached);
        }

        foreach (var step in routine.Steps)
        {
            if (step.Kind == StepKind.Call && _routines.TryGetValue(step.Name, out var called))
            {
                Collect(called, reached);
            }
        }
    }
}
