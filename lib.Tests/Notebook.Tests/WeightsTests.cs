using System.Security.Cryptography;

namespace Course.Notebook.Tests;

/// <summary>The weights that lectures bring along.</summary>
public sealed class WeightsTests
{
    private static string Folder => Path.Combine(RepositoryFolder.Path, "notebooks", "weights");

    [Fact]
    public void Every_file_is_small_and_the_one_whose_digest_is_recorded()
    {
        var files = Directory.GetFiles(Folder, "*.safetensors").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(
            files.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}  {Path.GetFileName(file)}"),
            File.ReadLines(Path.Combine(Folder, "SHA256SUMS")));
        Assert.All(files, file => Assert.InRange(new FileInfo(file).Length, 1, 1_000_000));
    }

    /// <summary>"07-vae-20-mnist.safetensors" comes from "make-07….cs".</summary>
    [Fact]
    public void Every_file_has_a_program_that_makes_it()
    {
        var programs = Directory.GetFiles(Folder, "make-*.cs").Select(Path.GetFileNameWithoutExtension).ToList();
        Assert.All(Directory.GetFiles(Folder, "*.safetensors").Select(file => Path.GetFileName(file)[..2]),
            lecture => Assert.Contains(programs, program => program!.StartsWith($"make-{lecture}", StringComparison.Ordinal)));
    }
}
