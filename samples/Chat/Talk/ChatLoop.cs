using Shared;

namespace Chat.Talk;

/// <summary>The talk: a line is a question, or a command where it begins with a slash.</summary>
/// <param name="answering">Lets the model answer.</param>
/// <param name="adapters">What can be done to adapters.</param>
/// <param name="input">What the person types.</param>
/// <param name="output">Where answers go.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class ChatLoop(Answering answering, AdapterCommands adapters, TextReader input, TextWriter output, CancellationToken cancellation)
{
    private const string Commands = """
        /use NAME            puts adapters in force; /use french=0.7 german=0.3 a sum, /use none the base alone
        /load FOLDER [NAME]  loads adapters
        /remove NAME         takes adapters off the model
        /list                lists adapters
        /clear               forgets what was said
        /help                prints this text
        /quit                ends
        """;

    /// <summary>Talks until the person ends it or there is no more input.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run()
    {
        output.WriteLine("A line is a question; /help lists the commands.");
        while (true)
        {
            output.Write($"[{adapters.InForce}] > ");
            output.Flush();
            if (ReadLine() is not { } line)
                return;
            try
            {
                if (line.StartsWith('/'))
                {
                    if (!Execute(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
                        return;
                }
                else if (!string.IsNullOrWhiteSpace(line))
                {
                    answering.Answer(line, output);
                    output.WriteLine();
                }
            }
            catch (SampleException error)
            {
                output.WriteLine(error.Message);
            }
        }
    }

    // A signal ends it while the terminal waits for a line.
    private string? ReadLine()
    {
        var reading = Task.Run(input.ReadLine, CancellationToken.None);
        reading.Wait(cancellation);
        return reading.Result;
    }

    private bool Execute(string[] words)
    {
        switch (words)
        {
            case ["/use", .. var names]:
                adapters.Use(names);
                break;
            case ["/load", var folder]:
                adapters.Load(folder, name: null);
                break;
            case ["/load", var folder, var name]:
                adapters.Load(folder, name);
                break;
            case ["/remove", var name]:
                adapters.Remove(name);
                break;
            case ["/list"]:
                output.WriteLine(adapters.Listed());
                break;
            case ["/clear"]:
                answering.Clear();
                break;
            case ["/help"]:
                output.WriteLine(Commands);
                break;
            case ["/quit"]:
                return false;
            default:
                throw new SampleException($"'{string.Join(' ', words)}' is no command: /help lists them.");
        }

        return true;
    }
}
