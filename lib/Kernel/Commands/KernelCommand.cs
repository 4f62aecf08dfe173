using System.CommandLine;
using Course.Kernel.Install;
using Course.Kernel.Protocol;

namespace Course.Kernel.Commands;

/// <summary><c>course kernel</c>: makes this program known to Jupyter as its C# kernel.</summary>
internal static class KernelCommand
{
    public static Command Create(TextWriter output, TextWriter error, JupyterFolders folders) =>
        new("kernel", "Runs C# in Jupyter notebooks: VS Code, JupyterLab, Notebook, nbclient.")
        {
            Install(output, error, folders),
            Uninstall(output, error, folders),
            List(output, folders),
            Start(error),
        };

    private static Command Install(TextWriter output, TextWriter error, JupyterFolders folders)
    {
        var (place, name, force) = (new PlaceOptions(), NameOption(), ForceOption("Replace another kernel of that name."));
        var command = new Command("install", "Tells Jupyter how to start this kernel.") { name, force };
        place.AddTo(command);
        command.SetAction(parsed => Guard(error, () =>
        {
            var spec = KernelSpec.Install(place.Choose(parsed, folders), parsed.GetValue(name)!, parsed.GetValue(force));
            output.WriteLine($"Installed {spec.DisplayName} as {spec.Name} in {spec.Folder}");
        }));
        return command;
    }

    private static Command Uninstall(TextWriter output, TextWriter error, JupyterFolders folders)
    {
        var (place, name, force) = (new PlaceOptions(), NameOption(), ForceOption("Remove it even if it is another kernel."));
        var command = new Command("uninstall", "Takes back what install did.") { name, force };
        place.AddTo(command);
        command.SetAction(parsed => Guard(error, () =>
        {
            var kernels = place.Choose(parsed, folders);
            KernelSpec.Uninstall(kernels, parsed.GetValue(name)!, parsed.GetValue(force));
            output.WriteLine($"Removed {Path.Combine(kernels, parsed.GetValue(name)!)}");
        }));
        return command;
    }

    private static Command List(TextWriter output, JupyterFolders folders)
    {
        var command = new Command("list", "Shows the kernels that Jupyter finds, and which of them are this one.");
        command.SetAction(_ =>
        {
            var specs = folders.All.Where(Directory.Exists).SelectMany(Directory.GetDirectories).Order(StringComparer.Ordinal)
                .Select(KernelSpec.Read).OfType<KernelSpec>().ToList();
            foreach (var spec in specs)
            {
                output.WriteLine($"{(spec.IsOurs ? "*" : " ")} {spec.Name,-20}  {spec.DisplayName,-24}  {spec.Folder}");
                if (spec.MissingLibrary is { } library)
                    output.WriteLine($"  cannot start: {library} is gone; build it and run course kernel install again.");
            }

            output.WriteLine(specs.Any(spec => spec.IsOurs) ? "* this kernel" : "This kernel is not installed; course kernel install does it.");
            return 0;
        });
        return command;
    }

    private static Command Start(TextWriter error)
    {
        var file = new Option<string>("--connection-file") { Description = "Where to listen; written by the front end.", HelpName = "FILE", Required = true };
        // Front ends append arguments of their own: jupyter run the script that it is going to send.
        var command = new Command("start", "Runs the kernel; front ends call this.") { file };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, _) => KernelHost.RunAsync(parsed.GetValue(file)!, error));
        return command;
    }

    private static Option<string> NameOption() =>
        new("--name") { Description = "The kernel's name.", HelpName = "NAME", DefaultValueFactory = _ => KernelSpec.DefaultName };

    private static Option<bool> ForceOption(string description) => new("--force") { Description = description };

    private static int Guard(TextWriter error, Action action)
    {
        try
        {
            action();
            return 0;
        }
        catch (CourseException e)
        {
            error.WriteLine(e.Message);
            return 1;
        }
    }

    /// <summary>For whom: the user (the default), an installation elsewhere, the active Python environment.</summary>
    private sealed class PlaceOptions
    {
        private readonly Option<bool> _user = new("--user") { Description = "For this user; the default." };
        private readonly Option<string?> _prefix = new("--prefix") { Description = "Under DIR/share/jupyter.", HelpName = "DIR" };
        private readonly Option<bool> _environment = new("--sys-prefix") { Description = "For the active Python environment (venv or conda)." };

        public void AddTo(Command command)
        {
            command.Options.Add(_user);
            command.Options.Add(_prefix);
            command.Options.Add(_environment);
            command.Validators.Add(result =>
            {
                if (new[] { result.GetValue(_user), result.GetValue(_prefix) is not null, result.GetValue(_environment) }.Count(chosen => chosen) > 1)
                    result.AddError("Of --user, --prefix and --sys-prefix only one can be given.");
            });
        }

        public string Choose(ParseResult parsed, JupyterFolders folders)
        {
            if (parsed.GetValue(_prefix) is { } prefix)
                return JupyterFolders.Under(Path.GetFullPath(prefix));
            if (!parsed.GetValue(_environment))
                return folders.User;
            return folders.OfPythonEnvironment
                ?? throw new CourseException("--sys-prefix: no Python environment is active (neither VIRTUAL_ENV nor CONDA_PREFIX is set).");
        }
    }
}
