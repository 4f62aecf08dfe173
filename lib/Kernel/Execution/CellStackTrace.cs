using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Course.Kernel.Execution;

/// <summary>Turns an exception into what a reader of the notebook needs: message, the cell's own lines, then the rest.</summary>
internal static partial class CellStackTrace
{
    // Enough to see through a library's layers; a runaway recursion has thousands.
    private const int MostFrames = 30;

    /// <summary>The path under which a cell is compiled, and so the file name of its stack frames.</summary>
    public static string PathOf(int cell) => string.Create(CultureInfo.InvariantCulture, $"cell {cell}");

    public static CellFailure Describe(Exception thrown, int cell)
    {
        var exception = Unwrap(thrown);
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        var own = frames.Where(IsCellFrame).ToList();
        var others = frames.Where(f => !IsCellFrame(f) && !IsPlumbing(f)).ToList();

        // A wrapper such as the AggregateException of Wait() may be the only one that passed through this cell.
        var nearest = own.Concat(new StackTrace(thrown, fNeedFileInfo: true).GetFrames())
            .FirstOrDefault(f => FileOf(f) == PathOf(cell));
        int? line = nearest?.GetFileLineNumber();

        var name = exception.GetType().ToString();
        List<string> traceback = [$"{name}: {exception.Message}"];
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
            traceback.Add($" ---> {inner.GetType()}: {inner.Message}");
        traceback.AddRange(own.Take(MostFrames).Select(DescribeOwn));
        traceback.AddRange(others.Take(MostFrames).Select(DescribeOther));
        if (frames.Length > 2 * MostFrames)
            traceback.Add($"   … {frames.Length} frames in all");

        return new CellFailure(name, exception.Message, [new CellProblem(line, null, $"{name}: {exception.Message}")], traceback);
    }

    /// <summary>Wrappers that only say that something else went wrong in a task or through reflection.</summary>
    private static Exception Unwrap(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Unwrap(only),
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        _ => exception,
    };

    private static bool IsCellFrame(StackFrame frame) => FileOf(frame)?.StartsWith("cell ", StringComparison.Ordinal) == true;

    // The compiler roots the path of a cell in the notebook's folder.
    private static string? FileOf(StackFrame frame) => Path.GetFileName(frame.GetFileName());

    private static bool IsPlumbing(StackFrame frame)
    {
        if (frame.GetMethod() is not { } method)
            return true;
        var type = method.DeclaringType?.FullName ?? "";
        return type.StartsWith("Submission#", StringComparison.Ordinal)
            || type.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal)
            || type.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal)
            || type.StartsWith("System.Runtime.ExceptionServices.", StringComparison.Ordinal)
            || type.StartsWith("System.Threading.ExecutionContext", StringComparison.Ordinal)
            || type.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal)
            || type.StartsWith("Course.Kernel.", StringComparison.Ordinal);
    }

    private static string DescribeOwn(StackFrame frame)
    {
        var function = NameOf(frame.GetMethod());
        var place = string.Create(CultureInfo.InvariantCulture, $"   {FileOf(frame)}, line {frame.GetFileLineNumber()}");
        return function is "Initialize" or "Factory" or "" ? place : $"{place}, in {function}";
    }

    private static string DescribeOther(StackFrame frame)
    {
        var method = frame.GetMethod();
        var type = method?.DeclaringType;
        while (type is { IsNested: true } && type.Name.StartsWith('<'))
            type = type.DeclaringType;
        var place = frame.GetFileLineNumber() > 0
            ? string.Create(CultureInfo.InvariantCulture, $" in {FileOf(frame)}, line {frame.GetFileLineNumber()}")
            : "";
        return $"   at {type?.FullName}.{NameOf(method)}{place}";
    }

    /// <summary>The name as written in the source: <c>&lt;Train&gt;d__3.MoveNext</c> is <c>Train</c>.</summary>
    private static string NameOf(MethodBase? method)
    {
        if (method is null)
            return "";
        if (method.Name == "MoveNext" && method.DeclaringType is { } machine && GeneratedName().Match(machine.Name) is { Success: true } async)
            return async.Groups["name"].Value;
        return GeneratedName().Match(method.Name) is { Success: true } generated
            ? generated.Groups["local"] is { Success: true } local ? local.Value : generated.Groups["name"].Value
            : method.Name;
    }

    [GeneratedRegex(@"^<+(?<name>[^<>$]*)>*[^_]*(__(?<local>[A-Za-z_]\w*)\|)?")]
    private static partial Regex GeneratedName();
}
