using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

public sealed class InputTests
{
    [Fact]
    public async Task Console_and_prompts_are_answered_by_whoever_runs_the_cell()
    {
        var cells = new LiveCells(null, null, "first", "Ada", "secret", "x");
        Assert.Equal("first Ada secret x", await cells.ValueAsync("""
            using Microsoft.DotNet.Interactive;
            var line = Console.ReadLine();
            var name = await Kernel.GetInputAsync("Name?");
            var password = await GetPasswordAsync("Password?");
            $"{line} {name} {password.GetClearTextPassword()} {await GetInputAsync("more")}"
            """));
        Assert.Equal([new("", false), new("Name?", false), new("Password?", true), new("more", false)], cells.Prompts);
        Assert.DoesNotContain("secret", await cells.ValueAsync("password.ToString()"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_can_answer_the_cell_fails_with_a_sentence()
    {
        var failure = await new Cells().RunAsync("await GetInputAsync(\"Name?\")");
        Assert.Equal("System.NotSupportedException", failure!.Name);
        Assert.Contains("nobody to ask", failure.Message, StringComparison.Ordinal);
    }
}
