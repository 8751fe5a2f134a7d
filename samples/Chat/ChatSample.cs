using Chat.CommandLine;
using Chat.Models;
using Chat.Talk;
using Chat.Training;
using Shared;
using Shared.Reporting;

namespace Chat;

/// <summary>Loads a model, fine-tunes it where there is a file of conversations, and talks.</summary>
/// <param name="options">The command line.</param>
/// <param name="reporter">Shows what happens.</param>
/// <param name="input">What the person types.</param>
/// <param name="output">Where answers go.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class ChatSample(TalkOptions options, IReporter reporter, TextReader input, TextWriter output, CancellationToken cancellation)
{
    /// <summary>Runs it.</summary>
    /// <exception cref="SampleException">It cannot go on; the message says why.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run()
    {
        using var model = ChatModel.Load(options);
        reporter.Say($"{Path.GetFileName(Path.GetFullPath(options.Model))}: {model.Parameters:N0} parameters of {model.Type}");
        if (model.Template is null)
            reporter.Say("The folder has no chat template: each line is a prompt of its own, which the model goes on with.");
        var adapters = new AdapterCommands(model, output);
        foreach (var folder in options.Adapters)
            adapters.Load(folder, name: null);
        if (options.Data is not null)
            new FineTuning(model, options, reporter, cancellation).Run();
        new ChatLoop(new Answering(model, options, cancellation), adapters, input, output, cancellation).Run();
    }
}
