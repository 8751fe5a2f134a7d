namespace LoraDsl.Generators.Model;

/// <summary>What becomes one generated file.</summary>
internal interface IFilePlan
{
    /// <summary>The class's full name in the characters that a file name may have.</summary>
    string HintName { get; }

    /// <summary>Its namespace.</summary>
    string Namespace { get; }

    /// <summary>Its name with its type parameters.</summary>
    string Header { get; }
}
