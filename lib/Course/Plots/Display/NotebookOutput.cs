using System.Reflection;

namespace Course.Plots.Display;

/// <summary>
/// The output of the cell that is running. A cell shows its last value by itself; this is for what shows itself before, and changes.
/// </summary>
/// <remarks>
/// Found by name, as .NET Interactive calls it and the course's own kernel too: <c>KernelInvocationContext.Current.Display(value)</c> and,
/// of what that returns, <c>Update(value)</c>; so this library depends on neither.
/// </remarks>
internal sealed class NotebookOutput
{
    private const string Context = "Microsoft.DotNet.Interactive.KernelInvocationContext";

    private readonly PropertyInfo _current;
    private readonly MethodInfo _display;

    private NotebookOutput(PropertyInfo current, MethodInfo display) => (_current, _display) = (current, display);

    /// <summary>The output of the running cell; null outside a notebook.</summary>
    public static NotebookOutput? Here => AppDomain.CurrentDomain.GetAssemblies()
        .Select(assembly => (Context: assembly.GetType(Context), Extensions: assembly.GetType(Context + "Extensions")))
        .Select(found => found.Context is null ? null : Of(found.Context, found.Extensions))
        .FirstOrDefault(output => output?._current.GetValue(null) is not null);

    /// <summary>Of a class with the members of <c>KernelInvocationContext</c>, or extension methods for them; null when they are not there.</summary>
    public static NotebookOutput? Of(Type context, Type? extensions)
    {
        var display = context.GetMethod("Display", [typeof(object), typeof(string[])])
            ?? extensions?.GetMethod("Display", [context, typeof(object), typeof(string[])]);
        return context.GetProperty("Current") is { } current && display is not null ? new(current, display) : null;
    }

    /// <summary>Shows a value now.</summary>
    /// <param name="value">Anything that has a formatter.</param>
    /// <returns>Shows another value in its place.</returns>
    public Action<object> Show(object value)
    {
        object context = _current.GetValue(null) ?? throw new InvalidOperationException("No cell is running that could show a value.");
        string[] preferredForms = [];
        object place = (_display.IsStatic
            ? _display.Invoke(null, [context, value, preferredForms])
            : _display.Invoke(context, [value, preferredForms]))!;
        var update = place.GetType().GetMethod("Update", [typeof(object)])!;
        return next => update.Invoke(place, [next]);
    }
}
