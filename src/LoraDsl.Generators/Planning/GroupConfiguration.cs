using System.Globalization;

namespace LoraDsl.Generators.Planning;

/// <summary>All that changes the code of a group's pass. Groups with equal configurations share that code.</summary>
/// <param name="Size">The number of layers.</param>
internal sealed record GroupConfiguration(int Size)
{
    /// <summary>The name of the class that holds the code: equal for equal configurations only.</summary>
    public string ClassName => "LinearGroup" + Size.ToString(CultureInfo.InvariantCulture);
}
