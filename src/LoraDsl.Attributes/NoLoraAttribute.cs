using System;

namespace LoraDsl;

/// <summary>Leaves a layer as it is although its class is adapted.</summary>
[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class NoLoraAttribute : Attribute
{
}
