using System.Runtime.InteropServices;
using Digits.CommandLine;
using Digits.Reporting;
using Spectre.Console;

namespace Digits;

/// <summary>The program.</summary>
internal static class Program
{
    private const int Failure = 1;
    private const int WrongUsage = 2;

    /// <summary>Runs the demo.</summary>
    /// <returns>0; 1 when it cannot go on; 2 for a command line that makes no sense; 128 + the signal that stopped it.</returns>
    public static int Main(string[] arguments)
    {
        if (OptionsParser.AsksForHelp(arguments))
        {
            Console.WriteLine(OptionsParser.Help);
            return 0;
        }

        using var stop = new CancellationTokenSource();
        var signal = 0;
        using var interrupt = StopOn(PosixSignal.SIGINT, number: 2);
        using var terminate = StopOn(PosixSignal.SIGTERM, number: 15);
        try
        {
            var options = OptionsParser.Parse(arguments);
            IReporter reporter = Console.IsOutputRedirected ? new LineReporter(Console.Out) : new TerminalReporter(AnsiConsole.Console);
            new Demo(options, reporter, stop.Token).Run();
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped. Adapters that were finished are saved; nothing is half-written.");
            return 128 + signal;
        }
        catch (UsageException error)
        {
            Console.Error.WriteLine(error.Message);
            return WrongUsage;
        }
        catch (Exception error) when (error is DemoException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            return Failure;
        }

        PosixSignalRegistration StopOn(PosixSignal kind, int number) => PosixSignalRegistration.Create(kind, context =>
        {
            context.Cancel = true;
            signal = number;
            stop.Cancel();
        });
    }
}
