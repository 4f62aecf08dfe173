using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

public sealed class EvaluationTests
{
    private readonly LiveCells _cells = new();

    [Fact]
    public async Task An_expression_has_a_value_and_leaves_no_trace()
    {
        await _cells.ValueAsync("var x = 20;");
        var evaluation = await _cells.Session.EvaluateAsync("2 * x + 2", TestContext.Current.CancellationToken);
        Assert.Equal("42", evaluation.Data!["text/plain"]!.ToString());
        Assert.Null(evaluation.Failure);
    }

    [Theory]
    [InlineData("missing", CellFailure.CompilationError)]
    [InlineData("int.Parse(\"x\")", "System.FormatException")]
    public async Task An_expression_that_has_no_value_says_why(string expression, string name)
    {
        var evaluation = await _cells.Session.EvaluateAsync(expression, TestContext.Current.CancellationToken);
        Assert.Equal(name, evaluation.Failure!.Name);
        Assert.Null(evaluation.Data);
    }
}
