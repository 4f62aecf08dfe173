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

    private readonly Func<object, Action<object>> _show;

    /// <param name="show">Shows a value and returns what shows another one in its place.</param>
    internal NotebookOutput(Func<object, Action<object>> show) => _show = show;

    /// <summary>The output of the running cell; null outside a notebook.</summary>
    public static NotebookOutput? Here => AppDomain.CurrentDomain.GetAssemblies()
        .Select(assembly => assembly.GetType(Context) is { } context ? Of(context, assembly.GetType(Context + "Extensions")) : null)
        .FirstOrDefault(output => output is not null);

    /// <summary>Of a class with the members of <c>KernelInvocationContext</c>, or extension methods for them; null when they are not there, or no
    /// cell is running.</summary>
    public static NotebookOutput? Of(Type context, Type? extensions)
    {
        var display = context.GetMethod("Display", [typeof(object), typeof(string[])])
            ?? extensions?.GetMethod("Display", [context, typeof(object), typeof(string[])]);
        if (display is null || context.GetProperty("Current")?.GetValue(null) is not { } cell) return null;
        return new(value => Show(cell, display, value));
    }

    /// <summary>Shows a value now.</summary>
    /// <param name="value">Anything that has a formatter.</param>
    /// <returns>Shows another value in its place.</returns>
    public Action<object> Show(object value) => _show(value);

    private static Action<object> Show(object cell, MethodInfo display, object value)
    {
        string[] preferredForms = [];
        object place = (display.IsStatic ? display.Invoke(null, [cell, value, preferredForms]) : display.Invoke(cell, [value, preferredForms]))!;
        var update = place.GetType().GetMethod("Update", [typeof(object)])!;
        return next => update.Invoke(place, [next]);
    }
}
