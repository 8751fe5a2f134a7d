using System.CommandLine;
using System.CommandLine.Invocation;
using LoraDsl.Tool.Commands;

namespace LoraDsl.Tool;

/// <summary>The program `lora`.</summary>
internal static class LoraTool
{
    private const string Description = """
        Looks at low-rank adapters and changes them. Adapters are folders in the layout of Hugging Face PEFT.

        Exit codes: 0 done; 1 a file is missing or damaged, or what was asked for cannot be done with it; 2 the command line is wrong.
        """;

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error; what goes wrong is one line there.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand(Description)
        {
            InspectCommand.Create(),
            AnalyzeCommand.Create(),
            RecommendCommand.Create(),
            MergeCommand.Create(),
            TrimCommand.Create(),
            CombineCommand.Create(),
            CompareCommand.Create(),
            ReportCommand.Create(),
            DoctorCommand.Create(),
        };
        ExampledHelp.Install(root);
        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            var command = parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ";
            return Fail(error, $"{parsed.Errors[^1].Message} See lora {command}--help.", ExitCodes.Usage);
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception problem)
        {
            return Fail(error, MessageOf(problem), ExitCodes.Failed);
        }
    }

    // An unforeseen error shows its type, so that it can be reported.
    private static string MessageOf(Exception problem) => problem switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => MessageOf(first),
        IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or NotSupportedException => problem.Message,
        OutOfMemoryException => "there is not enough memory for tensors of this size.",
        _ => $"{problem.GetType().Name}: {problem.Message}",
    };

    private static int Fail(TextWriter error, string message, int code)
    {
        error.WriteLine($"lora: {message.ReplaceLineEndings(" ")}");
        return code;
    }
}
