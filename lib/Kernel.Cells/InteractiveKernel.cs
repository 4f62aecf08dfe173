using Course.Kernel.Cells;
using Microsoft.AspNetCore.Html;

// The namespace of .NET Interactive, so that notebooks that spell it out run here as they do there.
namespace Microsoft.DotNet.Interactive;

/// <summary>
/// What a cell can call to show and to ask things. The names are those of .NET Interactive, so that the same notebook runs in both.
/// </summary>
public static class Kernel
{
    /// <summary>Shows a value now, before the cell ends.</summary>
    /// <param name="value">Anything; null is shown as <c>&lt;null&gt;</c>.</param>
    /// <param name="mimeTypes">The forms wanted, for example <c>text/html</c>; none means those that its type prefers.</param>
    /// <returns>The place, whose <see cref="DisplayedValue.Update"/> shows something else there.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes)
    {
        var place = new DisplayedValue(mimeTypes);
        Notebook.Current.Show(place.DisplayId, value, mimeTypes);
        return place;
    }

    /// <summary>Marks text as HTML; shown as it stands, never escaped.</summary>
    /// <returns>A value that shows when it is the cell's last expression or is given to <see cref="display"/>.</returns>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Runs JavaScript in the page that shows the output.</summary>
    public static void Javascript(string content) => display(HTML($"<script type=\"text/javascript\">{content}</script>"));

    /// <summary>Adds a style sheet to the page that shows the output.</summary>
    public static void CSS(string content) => display(HTML($"<style>{content}</style>"));

    /// <summary>Asks the person in front of the notebook for a line of text.</summary>
    /// <param name="prompt">What stands before the input field.</param>
    /// <param name="typeHint">What is asked for; <c>password</c> hides the answer, anything else is a line of text.</param>
    /// <exception cref="NotSupportedException">Nobody is there to answer, as when a notebook is run as a whole.</exception>
    public static Task<string> GetInputAsync(string prompt = "", string typeHint = "text") => Notebook.Current.AskAsync(prompt, typeHint == "password");

    /// <summary>Asks for something that is not shown while it is typed.</summary>
    /// <inheritdoc cref="GetInputAsync"/>
    public static async Task<PasswordString> GetPasswordAsync(string prompt = "") =>
        new(await Notebook.Current.AskAsync(prompt, isPassword: true));
}

/// <summary>A password, which does not show itself by accident.</summary>
public sealed class PasswordString
{
    private readonly string _password;

    internal PasswordString(string password) => _password = password;

    /// <summary>The password itself.</summary>
    public string GetClearTextPassword() => _password;

    /// <returns>Dots, whatever the password.</returns>
    public override string ToString() => "••••••••";
}

/// <summary>The cell that is running.</summary>
public sealed class KernelInvocationContext
{
    /// <summary>The cell whose code calls this, also from tasks that it started.</summary>
    public static KernelInvocationContext Current { get; } = new();

    /// <summary>Requests the cell to stop when it is interrupted; code that looks at it can end in good order.</summary>
    public CancellationToken CancellationToken => Notebook.Current.Interrupt;

    /// <inheritdoc cref="Kernel.display"/>
    public DisplayedValue Display(object? value, params string[] mimeTypes) => Kernel.display(value, mimeTypes);

    /// <inheritdoc cref="DisplayFunctions.DisplayAs"/>
    public DisplayedValue DisplayAs(string value, string mimeType) => value.DisplayAs(mimeType);
}
