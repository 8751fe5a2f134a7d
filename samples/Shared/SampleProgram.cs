using System.Runtime.InteropServices;
using Shared.CommandLine;

namespace Shared;

/// <summary>The frame of a sample's program: signals, errors and exit codes.</summary>
internal static class SampleProgram
{
    private const int Failure = 1;
    private const int WrongUsage = 2;

    /// <summary>Runs a sample.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="help">What <c>--help</c> prints.</param>
    /// <param name="stopped">Printed when a signal stopped it: what is left behind.</param>
    /// <param name="run">The sample; it stops when the token says so.</param>
    /// <returns>0; 1 when it cannot go on; 2 for a command line that makes no sense; 128 + the signal that stopped it.</returns>
    public static int Run(IReadOnlyList<string> arguments, string help, string stopped, Action<CancellationToken> run)
    {
        if (arguments.Any(argument => argument is "--help" or "-h"))
        {
            Console.WriteLine(help);
            return 0;
        }

        using var stop = new CancellationTokenSource();
        var signal = 0;
        using var interrupt = StopOn(PosixSignal.SIGINT, number: 2);
        using var terminate = StopOn(PosixSignal.SIGTERM, number: 15);
        try
        {
            run(stop.Token);
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine(stopped);
            return 128 + signal;
        }
        catch (UsageException error)
        {
            Console.Error.WriteLine(error.Message);
            return WrongUsage;
        }
        catch (Exception error) when (error is SampleException or IOException or UnauthorizedAccessException)
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
