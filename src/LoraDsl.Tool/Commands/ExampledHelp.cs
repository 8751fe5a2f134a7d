using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LoraDsl.Tool.Commands;

/// <summary>The help of System.CommandLine, and a command's examples after it.</summary>
/// <param name="inner">That help.</param>
internal sealed class ExampledHelp(HelpAction inner) : SynchronousCommandLineAction
{
    /// <summary>Who asks for help need not have the rest of the command line right.</summary>
    public override bool ClearsParseErrors => true;

    /// <summary>Gives the help of a command and its children its examples.</summary>
    public static void Install(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampledHelp((HelpAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = inner.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ExampledCommand command)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.Write("Examples:\n");
            foreach (var example in command.Examples)
                output.Write($"  {example}\n");
        }

        return code;
    }
}
