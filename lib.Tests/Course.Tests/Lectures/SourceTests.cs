using Course.Lectures;
using Course.Lectures.SourceCode;
using Course.Training;
using Course.Variational;

namespace Course.Tests.Lectures;

public sealed class SourceTests
{
    [Fact]
    public void A_type_is_shown_from_its_documentation_to_its_last_brace()
    {
        string text = Source.Of<LossTerms>().ToString();

        Assert.StartsWith("// lib/Course/Training/LossTerms.cs, line ", text, StringComparison.Ordinal);
        Assert.Contains("/// <summary>What a training step minimises", text, StringComparison.Ordinal);
        Assert.Contains("public IReadOnlyDictionary<string, double> ToNumbers()", text, StringComparison.Ordinal);
        Assert.EndsWith("\n}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("namespace", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_is_shown_alone_at_the_left_margin()
    {
        string text = Source.Of(typeof(DiagonalGaussian), nameof(DiagonalGaussian.Reparameterize)).ToString();

        Assert.EndsWith("\npublic static Tensor Reparameterize(Tensor mu, Tensor logvar) => mu + exp(0.5 * logvar) * randn_like(mu);",
            text, StringComparison.Ordinal);
        Assert.Contains("\n/// <summary>z = μ + σ ε", text, StringComparison.Ordinal);
        Assert.DoesNotContain("LogProb", text, StringComparison.Ordinal);
    }

    [Fact]
    public void In_Markdown_it_is_a_block_of_C_sharp_with_a_link_to_the_line()
    {
        string text = Source.Of(typeof(Elbo)).ToMarkdown();

        Assert.Matches(@"^\[lib/Course/Variational/Elbo\.cs, line \d+\]\(.*lib/Course/Variational/Elbo\.cs#L\d+\)", text);
        Assert.Contains("```csharp\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void All_parts_of_a_partial_type_and_all_overloads_are_shown()
    {
        string parts = Source.Of<Course.Plots.ImageGrid>().ToString();
        Assert.Contains("// lib/Course/Plots/ImageGrid.cs", parts, StringComparison.Ordinal);
        Assert.Contains("// lib/Course/Plots/ImageGrid.Labels.cs", parts, StringComparison.Ordinal);

        Assert.Equal(2, Source.Of(typeof(Course.Tables.Table<>), "Column").ToString().Split("public Table<T> Column").Length - 1);
    }

    [Fact]
    public void What_has_no_source_here_is_refused()
    {
        Assert.Contains("System.String is not in System.Private.CoreLib.dll", Assert.Throws<ArgumentException>(() => Source.Of<string>()).Message);
        Assert.Contains("declares no Missing", Assert.Throws<ArgumentException>(() => Source.Of(typeof(Elbo), "Missing")).Message);
    }

    [Theory]
    [InlineData("a // {\nb", "a\nb")]
    [InlineData("a /* } */ b", "ab")]
    [InlineData("x = \"}\\\"}\";", "x=;")]
    [InlineData("x = @\"}\"\"}\" + y;", "x=+y;")]
    [InlineData("x = $\"{{ {f(\"}\")} }}\" + y;", "x=+y;")]
    [InlineData("x = \"\"\"a \"}\" b\"\"\";", "x=;")]
    [InlineData("c = '{'; d = '\\''; }", "c=;d=;}")]
    public void Comments_and_strings_are_blanked_out(string code, string left)
    {
        string mask = CSharpMask.Of(code);

        Assert.Equal(code.Length, mask.Length);
        Assert.Equal(left, mask.Replace(" ", ""));
    }

    [Fact]
    public void Every_public_type_of_the_library_is_found_whole()
    {
        foreach (var type in typeof(Source).Assembly.GetExportedTypes().Where(type => !type.IsNested))
        {
            string text = Source.Of(type).ToString();
            string mask = CSharpMask.Of(text);
            Assert.Equal(mask.Count(c => c == '{'), mask.Count(c => c == '}'));
            Assert.True(text[^1] is '}' or ';', $"{type} ends with {text[^1]}");
        }
    }
}
