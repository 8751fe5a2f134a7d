namespace Shared;

/// <summary>A sample cannot go on; the message is meant for the person at the terminal and names the way out.</summary>
internal class SampleException(string message, Exception? inner = null) : Exception(message, inner);
