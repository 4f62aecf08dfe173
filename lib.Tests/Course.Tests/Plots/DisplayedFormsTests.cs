using Course.Lectures;
using Course.Plots;
using Course.Tables;
using Course.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Plots;

/// <summary>Everything that shows itself has a form in words, and every picture in it a text.</summary>
public sealed class DisplayedFormsTests
{
    public static TheoryData<string, string> Shown => new()
    {
        { nameof(Animation), "image/png" }, { nameof(TensorPreview), "text/html" }, { nameof(DistributionCard), "text/html" }, { nameof(Table), "text/html" },
        { nameof(ConfusionMatrix), "text/html" }, { nameof(Derivation), "text/markdown" }, { nameof(Source), "text/markdown" },
        { nameof(ProgressState), "text/html" },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_value_has_a_rich_form_and_one_in_words(string kind, string richest)
    {
        using var scope = NewDisposeScope();
        object value = kind switch
        {
            nameof(Animation) => new Animation(new Picture(1, 1, 1, [1])),
            nameof(TensorPreview) => new TensorPreview(zeros(20, 20)),
            nameof(DistributionCard) => new DistributionCard(distributions.Normal(0.0, 1.0)),
            nameof(Table) => Table.Of([1.5]).Column("x", x => x),
            nameof(ConfusionMatrix) => new ConfusionMatrix(zeros(1), zeros(1)),
            nameof(Derivation) => new Derivation("title").Step("1", "One.", () => 1),
            nameof(Source) => Source.Of<LossTerms>(),
            _ => new ProgressState("work", 1, 2, "steps", 1, TimeSpan.Zero, []),
        };

        var forms = DisplayTests.Show(value);

        Assert.Equal([richest, "text/plain"], forms.Keys);
        Assert.Equal(value.ToString(), forms["text/plain"]);
        Assert.All(forms[richest].Split("<img ").Skip(1), image => Assert.Matches("^alt=\"[^\"]+\"", image));
        Assert.NotEmpty(forms[richest]);
    }
}
