using System.Runtime.CompilerServices;
using Course.Kernel.Display;
using Course.Kernel.Execution.Packages;
using Microsoft.CodeAnalysis;

namespace Course.Kernel.Execution;

/// <summary>
/// Obeys the directives of a cell, in their order and before its code runs: libraries, packages, sources, imports and the few magics
/// that mean something to a kernel of one language.
/// </summary>
internal sealed class DirectiveInterpreter
{
    // A script that imports itself through another one.
    private const int DeepestImport = 16;

    private readonly string _folder;
    private readonly LibraryResolver _libraries;
    private readonly ScriptFiles _scripts;
    private readonly SubmissionChain _chain;
    private readonly SessionPackages _packages;
    private readonly HashSet<string> _referenced = new(FrameworkReferences.PathOf.Keys, StringComparer.OrdinalIgnoreCase);
    private int _importing;

    public DirectiveInterpreter(string folder, LibraryResolver libraries, ScriptFiles scripts, SubmissionChain chain, string? packages)
    {
        _folder = folder;
        _libraries = libraries;
        _scripts = scripts;
        _chain = chain;
        _packages = new SessionPackages(new PackageRestore(folder, packages ?? PackageRestore.UserCache));
    }

    /// <param name="cell">The cell.</param>
    /// <param name="run">Runs code in the session, for imports.</param>
    /// <param name="cancellation">Stops a restore.</param>
    /// <returns>Why the cell cannot run, or null; and whether its time is wanted.</returns>
    public async Task<(CellFailure? Failure, bool IsTimed)> ObeyAsync(
        CellSource cell, Func<string, Task<CellFailure?>> run, CancellationToken cancellation)
    {
        List<CellProblem> problems = [];
        List<(CellDirective Directive, PackageRequest Package)> packages = [];
        List<string> libraries = [];
        var isTimed = false;
        foreach (var directive in _scripts.DirectivesOf(cell).Concat(cell.Directives))
        {
            switch (directive.Name)
            {
                case "#r" when PackageRequest.IsPackage(directive.Argument):
                    if (PackageRequest.Parse(directive.Argument) is { } package)
                        packages.Add((directive, package));
                    else
                        problems.Add(directive.Problem($"#r \"{directive.Argument}\" is not of the form #r \"nuget: Name, Version\"."));
                    break;
                case "#r" when directive.Argument.Length == 0:
                    break;
                case "#r" when _libraries.FindPath(directive.Argument, directive.File) is { } path:
                    libraries.Add(path);
                    break;
                case "#r":
                    problems.Add(directive.Problem($"#r \"{directive.Argument}\" names a library that does not exist yet; "
                        + "build it first with: dotnet build -c Release"));
                    break;
                case "#i":
                    AddSource(directive, problems);
                    break;
                case "#!time":
                    isTimed = true;
                    break;
                case "#!import":
                    if (await ImportAsync(directive, run) is { } failed)
                        return (failed, isTimed);
                    break;
                default:
                    if (!Magics.Obey(directive, _chain, out var refusal))
                        problems.Add(directive.Problem(refusal));
                    break;
            }
        }

        if (problems.Count > 0)
            return (CellFailure.DoesNotCompile(problems), isTimed);
        return (await AddPackagesAsync(packages, run, cancellation) ?? AddLibraries(libraries), isTimed);
    }

    private void AddSource(CellDirective directive, List<CellProblem> problems)
    {
        if (!PackageRequest.IsPackage(directive.Argument) || directive.Argument["nuget:".Length..].Trim() is not { Length: > 0 } source)
            problems.Add(directive.Problem($"#i \"{directive.Argument}\" is not of the form #i \"nuget:URL\"."));
        else if (source.Contains("://", StringComparison.Ordinal))
            _packages.AddSource(source);
        else if (Path.GetFullPath(source.Replace('\\', '/'), _folder) is var path && Directory.Exists(path))
            _packages.AddSource(path);
        else
            problems.Add(directive.Problem($"#i \"{directive.Argument}\" names a folder that does not exist: {path}"));
    }

    private async Task<CellFailure?> AddPackagesAsync(
        List<(CellDirective Directive, PackageRequest Package)> wanted, Func<string, Task<CellFailure?>> run, CancellationToken cancellation)
    {
        if (wanted.Count == 0)
            return null;
        try
        {
            var added = await _packages.AddAsync([.. wanted.Select(w => w.Package)], cancellation);
            Reference(added.Libraries);
            foreach (var package in added.Packages)
            {
                if (await PackageExtension.LoadAsync(package, run) is { } failure)
                    return failure;
            }

            return null;
        }
        catch (CourseException e)
        {
            return CellFailure.DoesNotCompile([wanted[0].Directive.Problem(e.Message)]);
        }
    }

    private CellFailure? AddLibraries(List<string> libraries)
    {
        try
        {
            var loaded = libraries.ConvertAll(LibraryLoader.Load);
            // What a library does before anything of it is used, such as saying how things are shown, it does now, and not with whatever
            // cell happens to be the first to use it.
            foreach (var library in loaded)
                RuntimeHelpers.RunModuleConstructor(library.ManifestModule.ModuleHandle);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or TypeInitializationException)
        {
            return CellFailure.DoesNotCompile([new CellProblem(null, null, e.Message)]);
        }

        Reference(libraries);
        Reference(libraries.SelectMany(LibraryNeighbours.Of));
        return null;
    }

    /// <summary>One copy of each library: two of the same name would make each of their types ambiguous.</summary>
    private void Reference(IEnumerable<string> libraries) => _chain.Add(libraries
        // The names of .NET Interactive that cells use are the kernel's own; with the real assembly beside them they would be ambiguous.
        .Where(path => Path.GetFileNameWithoutExtension(path) != "Microsoft.DotNet.Interactive")
        .Where(path => _referenced.Add(Path.GetFileNameWithoutExtension(path)))
        .Select(path => MetadataReference.CreateFromFile(path)));

    private async Task<CellFailure?> ImportAsync(CellDirective directive, Func<string, Task<CellFailure?>> run)
    {
        var start = directive.File is null ? _folder : Path.GetDirectoryName(directive.File)!;
        var path = Path.GetFullPath(directive.Argument.Replace('\\', '/'), start);
        if (_importing >= DeepestImport)
            return CellFailure.DoesNotCompile([directive.Problem($"#!import {directive.Argument}: {DeepestImport} imports within each other; does a file import itself?")]);
        _importing++;
        try
        {
            foreach (var part in ImportedScript.Read(path, directive.Argument))
            {
                if (await run(part) is { } failure)
                {
                    // The lines are those of the imported file and must not be taken for the cell's.
                    var problems = failure.Problems.Select(p => new CellProblem(null, null, $"{directive.Argument}: {p}"));
                    return failure with { Problems = [.. problems], Traceback = [$"in {directive.Argument}:", .. failure.Traceback] };
                }
            }

            return null;
        }
        catch (CourseException e)
        {
            return CellFailure.DoesNotCompile([directive.Problem(e.Message)]);
        }
        finally
        {
            _importing--;
        }
    }
}
