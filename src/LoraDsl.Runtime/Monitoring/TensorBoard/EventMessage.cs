using Google.Protobuf;

namespace LoraDsl.Monitoring;

/// <summary>TensorBoard's messages in the wire format of protocol buffers: those parts of <c>Event</c> and <c>Summary</c> that are written here.</summary>
internal static class EventMessage
{
    private const int StringType = 7;
    private const int TensorClass = 2;
    private const int SessionStart = 1;

    /// <summary>The first event of a file.</summary>
    public static byte[] Version(double time) => Event(time, 0, message => Text(message, 3, "brain.Event:2"));

    /// <summary>Tells readers to forget what other files have of this step and later ones.</summary>
    public static byte[] Restart(double time, long step) =>
        Event(time, step, message => Nested(message, 7, session => Whole(session, 1, SessionStart)));

    /// <summary>A number.</summary>
    public static byte[] Scalar(double time, long step, string tag, double value) => Value(time, step, tag, content =>
    {
        content.WriteTag(2, WireFormat.WireType.Fixed32);
        content.WriteFloat((float)value);
    });

    /// <summary>A histogram.</summary>
    public static byte[] Histogram(double time, long step, string tag, HistogramValues values) => Value(time, step, tag, content =>
        Nested(content, 5, histogram =>
        {
            Number(histogram, 1, values.Least);
            Number(histogram, 2, values.Greatest);
            Number(histogram, 3, values.Count);
            Number(histogram, 4, values.Sum);
            Number(histogram, 5, values.SumOfSquares);
            Numbers(histogram, 6, values.Limits);
            Numbers(histogram, 7, values.Counts);
        }));

    /// <summary>A text in Markdown.</summary>
    public static byte[] Text(double time, long step, string tag, string text) => Value(time, step, tag, content =>
    {
        Nested(content, 8, tensor =>
        {
            Whole(tensor, 1, StringType);
            Nested(tensor, 2, shape => Nested(shape, 2, dimension => Whole(dimension, 1, 1)));
            tensor.WriteTag(8, WireFormat.WireType.LengthDelimited);
            tensor.WriteBytes(ByteString.CopyFromUtf8(text));
        });
        Nested(content, 9, metadata =>
        {
            Nested(metadata, 1, plugin => Text(plugin, 1, "text"));
            Whole(metadata, 4, TensorClass);
        });
    });

    private static byte[] Value(double time, long step, string tag, Action<CodedOutputStream> write) =>
        Event(time, step, message => Nested(message, 5, summary => Nested(summary, 1, value =>
        {
            Text(value, 1, tag);
            write(value);
        })));

    private static byte[] Event(double time, long step, Action<CodedOutputStream> write) => Message(message =>
    {
        Number(message, 1, time);
        Whole(message, 2, step);
        write(message);
    });

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
            write(output);
        return stream.ToArray();
    }

    private static void Nested(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(Message(write)));
    }

    private static void Text(CodedOutputStream output, int field, string text)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
    }

    private static void Whole(CodedOutputStream output, int field, long number)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(number);
    }

    private static void Number(CodedOutputStream output, int field, double number)
    {
        output.WriteTag(field, WireFormat.WireType.Fixed64);
        output.WriteDouble(number);
    }

    private static void Numbers(CodedOutputStream output, int field, IReadOnlyList<double> numbers)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteLength(numbers.Count * sizeof(double));
        foreach (var number in numbers)
            output.WriteDouble(number);
    }
}
