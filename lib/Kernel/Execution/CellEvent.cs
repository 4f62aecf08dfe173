using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Course.Kernel.Execution;

/// <summary>
/// Something that a running cell lets the outside see. One vocabulary for everybody who listens: the runner records the
/// events as notebook outputs, the process channel carries them as JSON lines, a Jupyter kernel publishes them as messages.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(StreamWritten), "stream")]
[JsonDerivedType(typeof(ValueDisplayed), "display")]
[JsonDerivedType(typeof(DisplayUpdated), "update")]
[JsonDerivedType(typeof(ResultProduced), "result")]
[JsonDerivedType(typeof(OutputCleared), "clear")]
[JsonDerivedType(typeof(PageShown), "page")]
[JsonDerivedType(typeof(TimeSpent), "time")]
internal abstract record CellEvent;

/// <summary>Text written to <c>stdout</c> or <c>stderr</c>; a line may come in several pieces.</summary>
/// <param name="Name">Which of the two.</param>
/// <param name="Text">As it was written.</param>
/// <param name="IsNotice">A word of the kernel about the cell, which also those get for whom printed text is dropped.</param>
internal sealed record StreamWritten(string Name, string Text, bool IsNotice = false) : CellEvent;

/// <summary>A value shown by <c>display</c>; <paramref name="DisplayId"/> names the place for later updates.</summary>
internal sealed record ValueDisplayed(string DisplayId, JsonObject Data) : CellEvent;

/// <summary>New content for every place that was shown under <paramref name="DisplayId"/>, in whichever cell.</summary>
internal sealed record DisplayUpdated(string DisplayId, JsonObject Data) : CellEvent;

/// <summary>The value of the cell's last expression.</summary>
internal sealed record ResultProduced(JsonObject Data) : CellEvent;

/// <summary>What the cell has shown so far is to go.</summary>
/// <param name="Wait">Only when something new is shown, so that an animation does not flicker.</param>
internal sealed record OutputCleared(bool Wait) : CellEvent;

/// <summary>A help text beside the notebook rather than in it; front ends without a pager ignore it.</summary>
internal sealed record PageShown(JsonObject Data) : CellEvent;

/// <summary>Where the time of the cell went, in seconds by phase; what is missing to its whole time is the rest of its code.</summary>
internal sealed record TimeSpent(IReadOnlyDictionary<string, double> Seconds) : CellEvent;
