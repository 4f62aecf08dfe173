using Course.Data;

namespace Course.Tests.Data;

public sealed class GlyphFactorsTests
{
    [Fact]
    public void The_factors_of_a_set_are_a_table_with_a_column_for_each_name()
    {
        var set = GlyphDigits.Draw(12);
        using var table = set.FactorsToTensor();
        Assert.Equal([12, GlyphFactors.Names.Count], table.shape);
        var seventh = set.Factors.Span[6];
        Assert.Equal(seventh.ToArray(), table[6].data<float>().ToArray());
        Assert.Equal(seventh.Slant, table[6, GlyphFactors.Names.ToList().IndexOf("slant")].item<float>());
        Assert.Equal(set.Images.Labels.Span[6], table[6, 0].item<float>());
    }
}
