namespace Shared.Data;

/// <summary>Images are missing, cannot be fetched, or are damaged.</summary>
internal sealed class DataException(string message, Exception? inner = null) : SampleException(message, inner);
