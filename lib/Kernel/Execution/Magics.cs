using System.Globalization;
using System.Reflection;
using Course.Kernel.Display;
using Course.Kernel.Language;
using Microsoft.CodeAnalysis;
using InteractiveKernel = Microsoft.DotNet.Interactive.Kernel;

namespace Course.Kernel.Execution;

/// <summary>The <c>#!</c> commands of this kernel.</summary>
internal static class Magics
{
    private static readonly (string Name, string Meaning)[] All =
    [
        ("#!about", "says what this kernel is"),
        ("#!csharp", "what follows is C#, as it is anyway"),
        ("#!css", "what follows is a style sheet for the page"),
        ("#!help NAME", "shows the signature and documentation of a name or expression"),
        ("#!html", "what follows is HTML, shown as it stands"),
        ("#!import FILE", "runs the C# of another notebook or script (.ipynb, .dib, .csx, .cs)"),
        ("#!javascript", "what follows is JavaScript, run in the page"),
        ("#!lsmagic", "shows this list"),
        ("#!markdown", "what follows is Markdown"),
        ("#!time", "shows how long the cell took"),
        ("#!who", "lists the variables"),
        ("#!whos", "lists the variables with their types and values"),
        ("#i \"nuget:URL\"", "adds a package source"),
        ("#load \"FILE\"", "compiles a script into the cell"),
        ("#r \"nuget: NAME, VERSION\"", "restores a package and makes it available"),
        ("#r \"FILE.dll\"", "makes a library available"),
    ];

    /// <summary>What a person can type after <c>#</c>.</summary>
    public static IEnumerable<string> Names => All.Select(magic => magic.Name.Split(' ')[0]).Distinct();

    public static bool IsKnown(string name) => name is "#!about" or "#!help" or "#!import" or "#!lsmagic" or "#!time" or "#!who" or "#!whos";

    /// <returns>Whether there is such a command; otherwise <paramref name="refusal"/> says so.</returns>
    public static bool Obey(CellDirective directive, SubmissionChain chain, out string refusal)
    {
        refusal = "";
        switch (directive.Name)
        {
            case "#!lsmagic":
                Show(All.Select(magic => $"{magic.Name,-28} {magic.Meaning}"));
                return true;
            case "#!about":
                Show([$"A Jupyter kernel for C# scripts, version {typeof(Magics).Assembly.GetName().Version}",
                    $".NET {Environment.Version}, C# of Roslyn {typeof(Compilation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}"]);
                return true;
            case "#!help":
                return Help(directive.Argument, chain, out refusal);
            case "#!who":
                Show(chain.Variables.Select(v => v.Variable.Name));
                return true;
            case "#!whos":
                Show(chain.Variables.Select(v => $"{v.Variable.Type.ToMinimalDisplayString()} {v.Variable.Name} = {Text(v.Value)}"));
                return true;
            default:
                refusal = $"{directive.Name} is not known here: this kernel runs C# alone; #!lsmagic lists what it understands.";
                return false;
        }
    }

    private static bool Help(string name, SubmissionChain chain, out string refusal)
    {
        var known = new ScriptLanguage(chain, folder: "").Inspect(name, name.Length, detail: 1, CancellationToken.None).Data;
        refusal = known is not null ? ""
            : name.Length == 0 ? "#!help wants a name, as in #!help Math.Sqrt."
            : $"#!help {name}: nothing is known of that name; what a cell declares is known once it has run.";
        if (known is not null)
            SessionOutput.Current?.Publish(new PageShown(known));
        return known is not null;
    }

    private static string ToMinimalDisplayString(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static string Text(object? value)
    {
        var text = MimeBundle.PlainText(value).ReplaceLineEndings(" ");
        return text.Length > 100 ? string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 100)}…") : text;
    }

    private static void Show(IEnumerable<string> lines) => InteractiveKernel.display(string.Join('\n', lines));
}
