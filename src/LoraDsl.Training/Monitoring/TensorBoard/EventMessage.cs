using Google.Protobuf;
using Tensorboard;

namespace LoraDsl.Monitoring;

/// <summary>TensorBoard's events, made of the messages that come with TorchSharp.</summary>
internal static class EventMessage
{
    /// <summary>The first event of a file.</summary>
    public static byte[] Version(double time) => new Event { WallTime = time, FileVersion = "brain.Event:2" }.ToByteArray();

    /// <summary>Tells readers to forget what other files have of this step and later ones.</summary>
    public static byte[] Restart(double time, long step) =>
        new Event { WallTime = time, Step = step, SessionLog = new SessionLog { Status = SessionLog.Types.SessionStatus.Start } }.ToByteArray();

    /// <summary>A number.</summary>
    public static byte[] Scalar(double time, long step, string tag, double value) =>
        Value(time, step, new Summary.Types.Value { Tag = tag, SimpleValue = (float)value });

    /// <summary>A histogram.</summary>
    public static byte[] Histogram(double time, long step, string tag, HistogramValues values) => Value(time, step, new Summary.Types.Value
    {
        Tag = tag,
        Histo = new HistogramProto
        {
            Min = values.Least,
            Max = values.Greatest,
            Num = values.Count,
            Sum = values.Sum,
            SumSquares = values.SumOfSquares,
            BucketLimit = { values.Limits },
            Bucket = { values.Counts },
        },
    });

    /// <summary>A text in Markdown.</summary>
    public static byte[] Text(double time, long step, string tag, string text) => Value(time, step, new Summary.Types.Value
    {
        Tag = tag,
        Tensor = new TensorProto
        {
            Dtype = DataType.DtString,
            TensorShape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = 1 } } },
            StringVal = { ByteString.CopyFromUtf8(text) },
        },
        Metadata = new SummaryMetadata
        {
            PluginData = new SummaryMetadata.Types.PluginData { PluginName = "text" },
            DataClass = DataClass.Tensor,
        },
    });

    private static byte[] Value(double time, long step, Summary.Types.Value value) =>
        new Event { WallTime = time, Step = step, Summary = new Summary { Value = { value } } }.ToByteArray();
}
