using Spectre.Console;

namespace Shared.Reporting;

/// <summary>Tells the person who waits.</summary>
internal interface IReporter
{
    /// <summary>Prints a line.</summary>
    void Say(string line);

    /// <summary>Shows a training while it runs.</summary>
    /// <param name="title">What is trained.</param>
    /// <param name="steps">Steps in all.</param>
    /// <param name="epochs">Epochs in all.</param>
    /// <param name="work">The training.</param>
    void Train(string title, int steps, int epochs, Action<ITrainingProgress> work);

    /// <summary>Prints a table.</summary>
    void Show(Table table);
}
