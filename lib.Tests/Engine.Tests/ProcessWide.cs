namespace TorchSharp.Tests;

/// <summary>Tests that read or change what the whole process shares: the default generator, tensor counts, the default type.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide;
