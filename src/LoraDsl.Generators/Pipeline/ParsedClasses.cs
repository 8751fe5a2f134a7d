using System.Collections.Generic;

namespace LoraDsl.Generators.Pipeline;

/// <summary>The annotated classes of a file and its recipes, and what they were read from.</summary>
/// <param name="Project">The project at that time, or at a later one at which they were found to be the same.</param>
/// <param name="Names">The names that they depend on, declared or not; <see langword="null"/> when those are too many to count.</param>
/// <param name="Models">The classes and recipes.</param>
internal sealed record ParsedClasses(ProjectDeclarations Project, HashSet<string>? Names, FileModels Models)
{
    /// <summary>Whether the file would be parsed to the same classes in a project.</summary>
    public bool AreThoseOf(ProjectDeclarations project) =>
        Project.Whole == project.Whole
        || (Names is not null && Project.Environment == project.Environment && !IsAnyOf(project.ChangesSince(Project)));

    private bool IsAnyOf(IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (Names!.Contains(names[i]))
            {
                return true;
            }
        }

        return false;
    }
}
