using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace LoraDsl.Differentiation;

/// <summary>
/// What went wrong inside a backward pass. An exception that leaves managed code there ends the process, so it is kept here, and libtorch is
/// given a gradient of an impossible shape instead and throws what C# can catch. Where we call <c>backward()</c> ourselves, what was kept is thrown; where the
/// user does, whose exception speaks of that shape alone, a warning says why.
/// </summary>
public static class BackwardErrors
{
    private static Exception? last;
    private static int owned;

    /// <summary>Keeps an exception.</summary>
    public static void Remember(Exception error)
    {
        Volatile.Write(ref last, error);
        if (Volatile.Read(ref owned) == 0)
            LoraWarnings.Handler?.Invoke($"{Describe(error)} libtorch reports it as a gradient of an invalid shape.");
    }

    /// <summary>Runs a backward pass and throws what happened inside of it in the place of libtorch's message about the shape of a gradient.</summary>
    /// <param name="backward">Calls <c>backward()</c>.</param>
    /// <exception cref="InvalidOperationException">The backward pass of one of our functions failed; the inner exception is why.</exception>
    public static void Run(Action backward) => Run<Tensor?>(() =>
    {
        backward();
        return null;
    });

    /// <inheritdoc cref="Run(Action)"/>
    /// <returns>What the function returns.</returns>
    public static T Run<T>(Func<T> backward)
    {
        Interlocked.Increment(ref owned);
        Volatile.Write(ref last, null);
        try
        {
            return backward();
        }
        catch (ExternalException)
        {
            if (Interlocked.Exchange(ref last, null) is { } error)
                throw new InvalidOperationException(Describe(error), error);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref owned);
        }
    }

    private static string Describe(Exception error) => error is ExternalException && error.Message.Contains("modified by an inplace operation", StringComparison.Ordinal)
        ? "The backward pass failed: a tensor that it needs was changed after the forward pass, by an optimizer's step(), Merge(), Unmerge(), Load() or an operation in place. Call backward() before any of them."
        : $"The backward pass failed: {error.Message}";
}
