namespace LoraDsl.Torch.Tests;

/// <summary>Tests that need the process-wide random numbers, default dtype or tensor count to themselves.</summary>
[CollectionDefinition("process wide", DisableParallelization = true)]
public sealed class ProcessWideCollection;
