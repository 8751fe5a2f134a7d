namespace LoraDsl.Generators.Model;

/// <summary>The adapters that the nearest adapted base class brings.</summary>
/// <param name="ClassKey">The base class, as <see cref="AnnotatedClass.Key"/> names it.</param>
/// <param name="Name">Its name, for a comment.</param>
/// <param name="SetType">Full name of its set of adapters.</param>
/// <param name="SetProperty">The property that holds that set.</param>
/// <param name="Encloses">Whether the class is nested in it, and so hides what is private to it.</param>
internal sealed record BaseAdapters(string ClassKey, string Name, string SetType, string SetProperty, bool Encloses);
