using System.Text.Json;
using System.Text.Json.Serialization;

namespace Course.Kernel.Execution;

/// <summary>What the owner of a notebook process asks of it: one for each member of <see cref="ICellSession"/>, and the answer to an input prompt.</summary>
/// <param name="Id">Comes back in the answer.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "ask")]
[JsonDerivedType(typeof(Execute), "execute")]
[JsonDerivedType(typeof(Evaluate), "evaluate")]
[JsonDerivedType(typeof(Complete), "complete")]
[JsonDerivedType(typeof(Inspect), "inspect")]
[JsonDerivedType(typeof(CheckCompleteness), "completeness")]
[JsonDerivedType(typeof(Interrupt), "interrupt")]
[JsonDerivedType(typeof(AnswerInput), "input")]
internal abstract record WorkerRequest(int Id)
{
    internal sealed record Execute(int Id, CellRequest Cell) : WorkerRequest(Id);

    internal sealed record Evaluate(int Id, string Expression) : WorkerRequest(Id);

    internal sealed record Complete(int Id, string Code, int Cursor) : WorkerRequest(Id);

    internal sealed record Inspect(int Id, string Code, int Cursor, int Detail) : WorkerRequest(Id);

    internal sealed record CheckCompleteness(int Id, string Code) : WorkerRequest(Id);

    internal sealed record Interrupt() : WorkerRequest(0);

    /// <param name="Id">That of the prompt.</param>
    /// <param name="Line">What was typed; null if there is nobody to ask.</param>
    /// <param name="Refusal">Why nobody could be asked.</param>
    internal sealed record AnswerInput(int Id, string? Line, string? Refusal) : WorkerRequest(Id);
}

/// <summary>What a notebook process tells its owner: answers, and what cells show and ask in the meantime.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "tell")]
[JsonDerivedType(typeof(Shown), "shown")]
[JsonDerivedType(typeof(InputWanted), "input")]
[JsonDerivedType(typeof(Executed), "executed")]
[JsonDerivedType(typeof(Evaluated), "evaluated")]
[JsonDerivedType(typeof(Completed), "completed")]
[JsonDerivedType(typeof(Inspected), "inspected")]
[JsonDerivedType(typeof(CompletenessChecked), "completeness")]
internal abstract record WorkerReport(int Id)
{
    internal sealed record Shown(CellEvent Event) : WorkerReport(0);

    /// <param name="Id">A number for this prompt alone.</param>
    /// <param name="Prompt">What is asked.</param>
    internal sealed record InputWanted(int Id, InputPrompt Prompt) : WorkerReport(Id);

    internal sealed record Executed(int Id, CellFailure? Failure) : WorkerReport(Id);

    internal sealed record Evaluated(int Id, Evaluation Answer) : WorkerReport(Id);

    internal sealed record Completed(int Id, Completions Answer) : WorkerReport(Id);

    internal sealed record Inspected(int Id, Inspection Answer) : WorkerReport(Id);

    internal sealed record CompletenessChecked(int Id, Completeness Answer) : WorkerReport(Id);
}

/// <summary>Generated at build time, which spares every notebook process the reflection at its start.</summary>
[JsonSourceGenerationOptions(WriteIndented = false, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WorkerRequest))]
[JsonSerializable(typeof(WorkerReport))]
internal sealed partial class WorkerJson : JsonSerializerContext;
