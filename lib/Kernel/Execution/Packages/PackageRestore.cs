using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Course.Kernel.Execution.Packages;

/// <summary>
/// Lets the SDK restore packages: a project of their own that asks for them is written and <c>dotnet restore</c> does the rest, with the
/// user's sources, credentials and package folder. The answer is kept under the hash of the question.
/// </summary>
/// <param name="notebooks">The notebook's folder; a <c>nuget.config</c> there or above counts.</param>
/// <param name="cache">Where answers are kept.</param>
internal sealed partial class PackageRestore(string notebooks, string cache)
{
    public static string UserCache => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "course-kernel", "packages");

    private static string Runtime => RuntimeInformation.RuntimeIdentifier;

    /// <summary>Restores all packages together, so that they agree on what they share.</summary>
    /// <param name="requests">All packages of the session.</param>
    /// <param name="sources">Sources besides those of the user's configuration.</param>
    /// <param name="cancellation">Stops the restore.</param>
    /// <exception cref="CourseException">There is no such package or version, or no source could be reached.</exception>
    public async Task<RestoredPackages> RunAsync(IReadOnlyList<PackageRequest> requests, IReadOnlyList<string> sources, CancellationToken cancellation)
    {
        var project = Project(requests, sources);
        var answer = Path.Combine(cache, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..24] + ".json");
        var known = Known(answer);
        // "The newest" may be another one today.
        if (known is not null && !requests.Any(r => r.IsFloating))
            return known;

        // A folder for this restore alone: other kernels may be restoring the same at this moment.
        var folder = Directory.CreateTempSubdirectory("course-packages-").FullName;
        try
        {
            var file = Path.Combine(folder, "packages.csproj");
            await File.WriteAllTextAsync(file, project, cancellation);
            if (await RestoreAsync(file, cancellation) is { } problem)
                return known ?? throw new CourseException(problem);

            var restored = PackageAssets.Read(Path.Combine(folder, "obj", "project.assets.json"), Runtime);
            Directory.CreateDirectory(cache);
            var written = Path.Combine(folder, "answer.json");
            await File.WriteAllBytesAsync(written, JsonSerializer.SerializeToUtf8Bytes(restored, RestoredPackagesJson.Default.RestoredPackages), cancellation);
            File.Copy(written, answer, overwrite: true);
            return restored;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static RestoredPackages? Known(string answer)
    {
        try
        {
            return File.Exists(answer)
                && JsonSerializer.Deserialize(File.ReadAllBytes(answer), RestoredPackagesJson.Default.RestoredPackages) is { IsThere: true } known ? known : null;
        }
        catch (JsonException)
        {
            return null; // another kernel is just writing it
        }
    }

    private string Project(IEnumerable<PackageRequest> requests, IEnumerable<string> sources)
    {
        static string Xml(string text) => SecurityElement.Escape(text);
        var references = string.Concat(requests
            .OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase)
            .Select(r => $"\n    <PackageReference Include=\"{Xml(r.Name)}\" Version=\"{Xml(r.Version)}\" />"));
        return $"""
            <Project>
              <PropertyGroup>
                <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
                <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
                <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
              </PropertyGroup>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.{Environment.Version.Minor}</TargetFramework>
                <RuntimeIdentifier>{Runtime}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
                <RestoreRootConfigDirectory>{Xml(notebooks)}</RestoreRootConfigDirectory>
                <RestoreAdditionalProjectSources>{Xml(string.Join(';', sources))}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>{references}
              </ItemGroup>
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
            </Project>
            """;
    }

    /// <returns>What went wrong in one sentence, or null.</returns>
    private static async Task<string?> RestoreAsync(string project, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(NotebookProcess.DotnetHost, ["restore", project, "--nologo", "-nodeReuse:false"])
        {
            WorkingDirectory = Path.GetDirectoryName(project)!,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        // A process started by MSBuild inherits settings that would lead this one astray.
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment.Remove("MSBUILD_EXE_PATH");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 ? null : Explain(await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string Explain(string output)
    {
        if (Error().Match(output) is not { Success: true } error)
            return $"The packages could not be restored: {output.ReplaceLineEndings(" ").Trim()}";
        var message = error.Groups["message"].Value.Trim();
        return error.Groups["code"].Value switch
        {
            "NU1101" => $"{Sentence(message)} Check the name, or add a source with #i \"nuget:URL\".",
            "NU1102" or "NU1103" => $"{Sentence(message)} {Nearest().Match(output).Value}".Trim(),
            "NU1301" or "NU1300" => $"A package source cannot be reached: {message}",
            var code => $"The packages could not be restored ({code}): {message}",
        };
    }

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";

    [GeneratedRegex(@"error (?<code>NU\d+): (?<message>[^\r\n]*?)( \[[^\]\r\n]*proj\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Error();

    [GeneratedRegex(@"Found \d+ version\(s\) in [^\[\r\n]*\[ Nearest version: [^\]]*\]")]
    private static partial Regex Nearest();
}
