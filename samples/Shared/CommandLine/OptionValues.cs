using Shared.Data;

namespace Shared.CommandLine;

/// <summary>Values of options that several samples have.</summary>
internal static class OptionValues
{
    /// <summary>The value of <c>--data</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static DataSet Data(string value) => value switch
    {
        "digits" => DataSet.Digits,
        "mnist" => DataSet.Mnist,
        _ => throw new UsageException($"--data {value} is not a choice: take digits or mnist."),
    };
}
