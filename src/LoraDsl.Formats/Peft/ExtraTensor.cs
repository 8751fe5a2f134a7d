using LoraDsl.Formats.Safetensors;

namespace LoraDsl.Formats.Peft;

/// <summary>A tensor of an adapter file that is no factor.</summary>
/// <param name="Name">Its name, in its parts.</param>
/// <param name="Entry">Where it stands.</param>
public sealed record ExtraTensor(AdapterTensorName Name, SafetensorsEntry Entry);
