using Spectre.Console;

namespace LoraDsl.Terminal;

/// <summary>A bar in a terminal. Spectre draws bars within a call; that call waits on a thread of its own until the run is over.</summary>
internal sealed class ProgressBar(IAnsiConsole console)
{
    private TaskCompletionSource over = new();
    private ProgressTask? task;
    private Task? drawing;

    /// <summary>Begins to draw.</summary>
    /// <param name="title">What is trained.</param>
    /// <param name="steps">Steps in all; without an end when it is not known.</param>
    /// <param name="done">Steps that are done.</param>
    public void Open(string title, long? steps, long done)
    {
        over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var until = over.Task;
        var ready = new TaskCompletionSource<ProgressTask>(TaskCreationOptions.RunContinuationsAsynchronously);
        drawing = Task.Run(() => console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ready.SetResult(context.AddTask(Markup.Escape(title), maxValue: steps ?? double.MaxValue));
                await until.ConfigureAwait(false);
            }));

        // Where a terminal cannot draw, the call ends with an error instead of getting ready.
        if (Task.WaitAny(ready.Task, drawing) == 1)
            drawing.GetAwaiter().GetResult();
        task = ready.Task.GetAwaiter().GetResult();
        task.IsIndeterminate = steps is null;
        task.Value = done;
    }

    /// <summary>Shows how far it is.</summary>
    public void Show(string text, long done)
    {
        if (task is null)
            return;
        task.Description = Markup.Escape(text);
        task.Value = done;
    }

    /// <summary>Prints a line above the bar.</summary>
    public void Say(string line) => console.WriteLine(line);

    /// <summary>Leaves the bar as it is and stops drawing.</summary>
    public void Close()
    {
        over.TrySetResult();
        drawing?.GetAwaiter().GetResult();
        drawing = null;
    }
}
