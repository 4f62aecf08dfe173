using Course.Tables;

namespace Course.Tests.Tables;

public sealed class TableTests
{
    private static readonly Table Models = Table.Of(
            [("VAE", 104.83, 41.0), ("flow", 98.1, 1234.5), ("broken", double.NaN, 7)], "Test set, seed 0")
        .Column("model", m => m.Item1)
        .Column("−ELBO", m => m.Item2, unit: "nats", best: Best.Lowest)
        .Column("time", m => m.Item3, unit: "s", format: "N1");

    [Fact]
    public void Numbers_are_aligned_at_the_decimal_point_and_the_best_is_marked() => Assert.Equal(
        """
        Test set, seed 0
        model    −ELBO     time
                  nats        s
        ──────  ──────  ───────
        VAE     104.8      41.0
        flow     98.1*  1,234.5
        broken    –         7.0
        * best
        """.ReplaceLineEndings("\n"), Models.ToString());

    [Fact]
    public void In_HTML_the_shorter_fraction_is_padded_with_blanks_as_wide_as_digits()
    {
        string html = Table.Of([1.25, 10, 3.5]).Column("x", x => x, format: "G3").ToHtml();

        Assert.Contains(">1.25</td>", html, StringComparison.Ordinal);
        Assert.Contains(">10\u2008\u2007\u2007</td>", html, StringComparison.Ordinal);
        Assert.Contains(">3.5\u2007</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void HTML_has_caption_heads_with_units_and_a_strong_best_value()
    {
        string html = Models.ToHtml();

        Assert.Contains("Test set, seed 0</caption>", html, StringComparison.Ordinal);
        Assert.Contains("−ELBO<br><small style=\"font-weight:normal\">nats</small></th>", html, StringComparison.Ordinal);
        Assert.Contains("<strong>98.1</strong>", html, StringComparison.Ordinal);
        Assert.Single(html.Split("<strong>").Skip(1));
    }

    [Fact]
    public void Equal_values_are_best_together_and_a_column_of_nothing_has_no_best()
    {
        Assert.Equal(2, Table.Of([1.0, 3, 3]).Column("x", x => x, best: Best.Highest).ToHtml().Split("<strong>").Length - 1);
        Assert.DoesNotContain("best", Table.Of([1, 2]).Column("x", _ => (double?)null, best: Best.Highest).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_escaped_and_special_numbers_have_their_signs()
    {
        Assert.Contains("&lt;b&gt;", Table.Of(["<b>"]).Column("&", x => x).ToHtml(), StringComparison.Ordinal);
        string text = Table.Of([double.PositiveInfinity, double.NegativeInfinity, -1]).Column("x", x => x).ToString();
        Assert.Equal(["x", "──", "∞", "−∞", "−1"], text.Split('\n').Select(line => line.Trim()));
    }
}
