using Shared;
using Shared.Reporting;
using TextSample.Classify;
using TextSample.CommandLine;

namespace TextSample;

/// <summary>The program.</summary>
internal static class Program
{
    /// <summary>Runs the demo, or classifies lines.</summary>
    /// <returns>The exit code of <see cref="SampleProgram.Run"/>.</returns>
    public static int Main(string[] arguments) => arguments is [ClassifyParser.Word, .. var rest]
        ? SampleProgram.Run(
            rest,
            ClassifyParser.Command,
            "Stopped.",
            (options, stop) => Classifier.Run(options.Folder, Console.In, Console.Out, stop))
        : SampleProgram.Run(
            arguments,
            OptionsParser.Command,
            "Stopped. Adapters that were finished are saved; nothing is half-written.",
            (options, stop) => new TextDemo(options, Reporter.ForConsole(), stop).Run());
}
