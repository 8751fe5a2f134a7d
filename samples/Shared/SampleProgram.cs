using System.Runtime.InteropServices;
using Shared.CommandLine;

namespace Shared;

/// <summary>The frame of a sample's program: signals, errors and exit codes.</summary>
internal static class SampleProgram
{
    private const int Failure = 1;
    private const int WrongUsage = 2;

    /// <summary>Runs a sample, or prints its help.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="command">How it is read.</param>
    /// <param name="stopped">Printed when a signal stopped it: what is left behind.</param>
    /// <param name="run">The sample, with what the command line asks for; it stops when the token says so.</param>
    /// <returns>0; 1 when it cannot go on; 2 for a command line that makes no sense; 128 + the signal that stopped it.</returns>
    public static int Run<T>(IReadOnlyList<string> arguments, SampleCommand<T> command, string stopped, Action<T, CancellationToken> run)
        where T : class
    {
        using var stop = new CancellationTokenSource();
        var signal = 0;
        using var interrupt = StopOn(PosixSignal.SIGINT, number: 2);
        using var terminate = StopOn(PosixSignal.SIGTERM, number: 15);
        try
        {
            if (command.Parse(arguments, Console.Out) is { } options)
                run(options, stop.Token);
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
