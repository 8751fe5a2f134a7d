namespace TorchSharp;

public static partial class torch
{
    /// <summary>The processor or a GPU, with an index where there may be several.</summary>
    public class Device
    {
        /// <summary>A device of a kind.</summary>
        /// <param name="deviceType">The kind.</param>
        /// <param name="index">Which one; -1 for the current one.</param>
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        /// <summary>A device of a kind by its name, as in <c>("cuda", 0)</c>.</summary>
        /// <exception cref="ArgumentException">The name is unknown.</exception>
        public Device(string deviceType, int index = -1)
            : this(Parse(deviceType), index)
        {
        }

        /// <summary>A device as in <c>"cpu"</c> or <c>"cuda:1"</c>.</summary>
        /// <exception cref="ArgumentException">The kind is unknown.</exception>
        /// <exception cref="FormatException">What follows the colon is no number.</exception>
        public Device(string description)
            : this(Parse(description.Split(':')[0]), ParseIndex(description))
        {
        }

        /// <summary>A CUDA device.</summary>
        public Device(int index)
            : this(DeviceType.CUDA, index)
        {
        }

        /// <summary>The kind.</summary>
        public DeviceType type { get; }

        /// <summary>Which one of its kind; -1 where there is but one.</summary>
        public int index { get; }

        /// <summary>A device as in <c>"cpu"</c> or <c>"cuda:1"</c>.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <inheritdoc/>
        public override string ToString()
        {
            var kind = type.ToString().ToLowerInvariant();
            return index == -1 ? kind : $"{kind}:{index}";
        }

        private static DeviceType Parse(string name) =>
            name.Length > 0 && !char.IsDigit(name[0]) && Enum.TryParse<DeviceType>(name, ignoreCase: true, out var type)
                ? type
                : throw new ArgumentException($"'{name}' is no kind of device; 'cpu' and 'cuda' are.", nameof(name));

        private static int ParseIndex(string description)
        {
            var colon = description.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                return -1;
            return int.TryParse(description.AsSpan(colon + 1), out var index) && index >= 0
                ? index
                : throw new FormatException($"'{description}' is no device; write 'cuda:0', with a number after the colon.");
        }
    }
}
