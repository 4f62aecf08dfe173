using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Course.Kernel.Execution;
using Course.Kernel.Notebooks;
using Course.Kernel.Protocol;

namespace Course.Kernel.Install;

/// <summary>
/// A folder with a <c>kernel.json</c>, from which Jupyter knows how to start a kernel. Ours starts the built library directly: <c>dotnet run</c>
/// would look for something to build first. The paths are absolute; when the repository moves, install again.
/// </summary>
/// <param name="Folder">The kernelspec's folder; its name is the kernel's.</param>
/// <param name="Arguments">The command line.</param>
/// <param name="DisplayName">What a person chooses from.</param>
internal sealed partial record KernelSpec(string Folder, IReadOnlyList<string> Arguments, string DisplayName)
{
    /// <summary>The name under which .NET Interactive installed itself: notebooks made for it and papermill's C# parameters ask for it.</summary>
    public const string DefaultName = ".net-csharp";

    private const string FileName = "kernel.json";
    private static readonly string[] Logos = ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"];

    public string Name => Path.GetFileName(Folder);

    /// <summary>Whether it starts this program, from wherever it was built.</summary>
    public bool IsOurs => Library is not null;

    /// <summary>The program that it starts, if it is ours and has gone away since.</summary>
    public string? MissingLibrary => Library is { } library && !File.Exists(library) ? library : null;

    private string? Library =>
        Arguments.FirstOrDefault(argument => Path.GetFileName(argument.Replace('\\', '/')) == Path.GetFileName(typeof(KernelSpec).Assembly.Location));

    /// <returns>The kernelspec in a folder, or null if there is none that can be read.</returns>
    public static KernelSpec? Read(string folder)
    {
        try
        {
            var json = JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, FileName)));
            return new KernelSpec(folder, [.. (json?["argv"] as JsonArray ?? []).Select(a => a?.ToString() ?? "")], json?["display_name"]?.ToString() ?? "");
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Writes the kernelspec of this program.</summary>
    /// <param name="kernels">The folder of kernels, see <see cref="JupyterFolders"/>.</param>
    /// <param name="name">The kernel's name.</param>
    /// <param name="force">Overwrite somebody else's kernel of that name.</param>
    /// <exception cref="CourseException">There is one, the name cannot be a kernel's, or the folder cannot be written to.</exception>
    public static KernelSpec Install(string kernels, string name, bool force)
    {
        if (!ValidName().IsMatch(name))
            throw new CourseException($"\"{name}\" cannot be the name of a kernel; use letters, digits, '-', '.' and '_' only.");
        var folder = Path.Combine(kernels, name);
        if (!force && Directory.Exists(folder) && Read(folder) is not { IsOurs: true })
            throw new CourseException($"{folder} holds another kernel; --force replaces it, --name gives this one a name of its own.");

        var display = name == DefaultName ? ".NET (C#)" : $".NET (C#, {name})";
        string[] arguments =
            [NotebookProcess.DotnetHost, "exec", typeof(KernelSpec).Assembly.Location, .. KernelHost.Arguments, "{connection_file}"];
        try
        {
            AtomicFile.Write(Path.Combine(folder, FileName), stream => Write(stream, arguments, display));
            foreach (var logo in Logos)
            {
                using var picture = typeof(KernelSpec).Assembly.GetManifestResourceStream(logo)!;
                AtomicFile.Write(Path.Combine(folder, logo), picture.CopyTo);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CourseException($"The kernel cannot be installed: {e.Message}", e);
        }

        return new KernelSpec(folder, arguments, display);
    }

    /// <exception cref="CourseException">There is none, or it is somebody else's.</exception>
    public static void Uninstall(string kernels, string name, bool force)
    {
        var folder = Path.Combine(kernels, name);
        if (!ValidName().IsMatch(name) || !Directory.Exists(folder))
            throw new CourseException($"There is no kernel {name} in {kernels}.");
        if (!force && Read(folder) is not { IsOurs: true })
            throw new CourseException($"{folder} holds another kernel; --force removes it.");
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CourseException($"The kernel cannot be removed: {e.Message}", e);
        }
    }

    private static void Write(Stream stream, IEnumerable<string> arguments, string display)
    {
        var options = new JsonWriterOptions { Indented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var writer = new Utf8JsonWriter(stream, options);
        new JsonObject
        {
            ["argv"] = new JsonArray([.. arguments.Select(argument => JsonValue.Create(argument))]),
            ["display_name"] = display,
            ["language"] = "C#",
            // Without it VS Code and others send a signal, which does not reach the process that runs the cells.
            ["interrupt_mode"] = "message",
            ["env"] = new JsonObject(KernelHost.Environment.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value))),
            ["metadata"] = new JsonObject { ["debugger"] = false },
        }.WriteTo(writer);
    }

    // Jupyter's own rule.
    [GeneratedRegex(@"^[A-Za-z0-9._-]+$")]
    private static partial Regex ValidName();
}
