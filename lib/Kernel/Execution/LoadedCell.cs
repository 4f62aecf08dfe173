using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Course.Kernel.Execution;

/// <summary>
/// A cell's code, ready to run once. The compiler makes of a cell a class whose fields are its variables and whose method <c>&lt;Initialize&gt;</c> is its
/// statements. It also makes a factory and a constructor, which take the earlier cells out of an array. Here their two lines of work are done without them:
/// to compile them to machine code for a single call takes longer.
/// </summary>
internal sealed class LoadedCell
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly FieldInfo[] _earlier;
    private Func<Task<object>>? _statements;
    private object? _variables;

    private LoadedCell(object variables, FieldInfo[] earlier, Func<Task<object>> statements)
    {
        Code = variables.GetType().Assembly;
        (_variables, _earlier, _statements) = (variables, earlier, statements);
    }

    public Assembly Code { get; }

    /// <param name="submission">The class.</param>
    /// <param name="variablesOf">The variables of an earlier cell by its class; null where they have been given up.</param>
    public static LoadedCell Of(Type submission, Func<Type, object?> variablesOf)
    {
        var variables = RuntimeHelpers.GetUninitializedObject(submission);
        var earlier = Array.FindAll(submission.GetFields(Own), field => Submission.IsClassOf(field.FieldType));
        foreach (var cell in earlier)
            cell.SetValue(variables, variablesOf(cell.FieldType));
        return new LoadedCell(variables, earlier, submission.GetMethod("<Initialize>", Own)!.CreateDelegate<Func<Task<object>>>(variables));
    }

    /// <summary>Compiles the statements to machine code; meant for another thread, while this one does the same for what surrounds them.</summary>
    /// <param name="submission">The class.</param>
    public static void Prepare(Type submission)
    {
        // They are in an async method, and that is in a class (or struct) of its own. What is not found is compiled when it runs.
        var machine = submission.GetNestedTypes(BindingFlags.NonPublic)
            .FirstOrDefault(type => type.Name.StartsWith("<<Initialize>>", StringComparison.Ordinal));
        if (machine?.GetConstructor(Own, []) is { } create)
            RuntimeHelpers.PrepareMethod(create.MethodHandle);
        if (machine?.GetMethod(nameof(IAsyncStateMachine.MoveNext), Own) is { } body)
            RuntimeHelpers.PrepareMethod(body.MethodHandle);
    }

    /// <summary>Runs the statements; gives the value of the last.</summary>
    public Task<object> Run() => _statements!();

    /// <summary>
    /// The cell has ended: what it declared. A thread that is about to end still holds this object, which lets go of everything. Unless code of the cell may
    /// run again it is also cut off from the variables of earlier cells, or it would keep every value that they have ever held: yesterday's model because
    /// of a loss.
    /// </summary>
    /// <param name="cell">Its text.</param>
    public object TakeVariables(SyntaxTree cell)
    {
        var variables = _variables!;
        (_variables, _statements) = (null, null);
        if (_earlier.Length > 0 && !cell.GetRoot().DescendantNodes().Any(Submission.IsRunLater))
            Array.ForEach(_earlier, field => field.SetValue(variables, null));
        return variables;
    }
}
