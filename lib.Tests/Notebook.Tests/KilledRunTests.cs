using System.Text.Json.Nodes;

namespace Course.Notebook.Tests;

/// <summary>A run that is killed without warning, and started again.</summary>
public sealed class KilledRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-killed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_killed_training_run_resumes_to_the_numbers_of_an_uninterrupted_one()
    {
        RepositoryFolder.RequireLibrary();
        var uninterrupted = Notebook("whole");
        Assert.Equal(0, (await CourseCommand.RunAsync(_folder, null, "run", uninterrupted, "--out", "book")).Code);

        var notebook = Notebook("killed");
        var checkpoint = Path.Combine(_folder, "killed.safetensors");
        using (var first = CourseCommand.Start(_folder, null, "run", notebook, "--out", "book"))
        {
            while (!File.Exists(checkpoint) && !first.Process.HasExited) await Task.Delay(5, TestContext.Current.CancellationToken);
            first.Process.Kill(entireProcessTree: true); // SIGKILL: nothing can be cleaned up
            await first.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        Assert.True(File.Exists(checkpoint), "the run ended before it could be killed");
        Assert.False(File.Exists(Path.Combine(_folder, "book", "killed.ipynb")));

        var (code, output) = await CourseCommand.RunAsync(_folder, null, "run", notebook, "--out", "book");
        Assert.True(code == 0, output);
        Assert.Contains("Resuming after step", output, StringComparison.Ordinal);
        Assert.Equal(Result("whole"), Result("killed"));
        Assert.False(File.Exists(checkpoint));
    }

    private string Notebook(string name) => SmallNotebook.Write(
        _folder, name + ".ipynb",
        $$"""
        {{SmallNotebook.References}}
        using Course.Data;
        using Course.Training;
        using Course.Variational;
        using TorchSharp;
        using static TorchSharp.torch;
        """,
        $$"""
        var images = GlyphDigits.Draw(2048).Images.ToTensor();
        manual_seed(0);
        var vae = new VariationalAutoencoder(hidden: 32, latents: 4);
        var history = new TrainingHistory();
        new Trainer(vae, optim.Adam(vae.parameters()), history, new Checkpoint("{{name}}.safetensors", "test", everySteps: 10, history))
            .Fit(new Batches(images, 32, seed: 3), epochs: 8, vae.Loss);
        """,
        "$\"{Elbo.Evaluate(vae, images).NegativeElbo:r} after {history.Steps(\"loss\").Count} steps, {history.Steps(\"KL\").Sum():r}\"");

    private string Result(string name) =>
        (string)JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "book", name + ".ipynb")))!["cells"]![2]!["outputs"]![0]!["data"]!["text/plain"]!;
}
