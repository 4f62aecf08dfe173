using System.Globalization;
using System.Text;
using Course.Plots.Display;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Distribution = TorchSharp.torch.distributions.Distribution;

namespace Course.Plots;

/// <summary>
/// A distribution at a glance: its density or probabilities drawn, mean, variance, entropy and support. A notebook shows every distribution
/// this way.
/// </summary>
/// <remarks>
/// Of a batch, up to six curves; of two-dimensional vectors a heatmap. What a distribution does not have in closed form is left out.
/// </remarks>
[TypeFormatterSource(typeof(DistributionCardFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class DistributionCard
{
    private readonly string _name;
    private readonly List<(string Name, string Value)> _facts = [];

    /// <summary>Looks at a distribution.</summary>
    /// <param name="distribution">The distribution.</param>
    public DistributionCard(Distribution distribution)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        _name = distribution.GetType().Name + Shape(" batch", distribution.batch_shape) + Shape(" of vectors", distribution.event_shape);
        Add("mean", () => distribution.mean);
        Add("variance", () => distribution.variance);
        Add("entropy (nats)", distribution.entropy);
        if (SupportOf(distribution) is { } support) _facts.Add(("support", support));
        Density = DensityFigure.Of(distribution);
    }

    /// <summary>The density or the probabilities; null where there is no picture for them.</summary>
    public Figure? Density { get; }

    /// <summary>Name and numbers.</summary>
    public override string ToString() => $"{_name}: {string.Join(", ", _facts.Select(fact => $"{fact.Name} {fact.Value}"))}";

    internal string ToHtml()
    {
        var html = new StringBuilder($"<div><strong>{Html.Escape(_name)}</strong><div style=\"display:flex;flex-wrap:wrap;align-items:center;gap:1em\">");
        // As an image: several cards in one page must not share the names of their parts.
        if (Density is not null)
        {
            html.Append($"<img alt=\"{Html.Escape($"Density of {this}")}\" width=\"{Density.Width}\" height=\"{Density.Height}\" "
                + $"src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(Density.ToSvg()))}\">");
        }
        html.Append("<table style=\"font-variant-numeric:tabular-nums\">");
        foreach (var (name, value) in _facts)
        {
            html.Append($"<tr><th scope=\"row\" style=\"text-align:left\">{Html.Escape(name)}</th>")
                .Append($"<td style=\"text-align:left\">{Html.Escape(value)}</td></tr>");
        }
        return html.Append("</table></div></div>").ToString();
    }

    private void Add(string name, Func<Tensor> measure)
    {
        const int most = 6;
        try
        {
            double[] values = [.. ((Series)measure())];
            if (values.Length == 0 || values.All(double.IsNaN)) return;
            string shown = string.Join(", ", values.Take(most).Select(value => value.ToString("G5", CultureInfo.InvariantCulture).Replace('-', '−')));
            _facts.Add((name, values.Length > most ? shown + ", …" : shown));
        }
        catch (NotImplementedException)
        {
            // It has no closed form; a card says nothing about it.
        }
    }

    private static string Shape(string what, Size shape) => shape.Length == 0 ? "" : $"{what} [{string.Join(", ", shape.Shape)}]";

    private static string? SupportOf(Distribution distribution) => distribution switch
    {
        Bernoulli => "{0, 1}",
        Categorical => "{0, …, K − 1}",
        Binomial => "{0, …, n}",
        Poisson or Geometric or NegativeBinomial => "{0, 1, 2, …}",
        Uniform => "from low to high",
        Beta or Kumaraswamy => "(0, 1)",
        LogNormal or Exponential or Gamma or Weibull or HalfNormal or HalfCauchy or FisherSnedecor => "(0, ∞)",
        Pareto => "from scale to ∞",
        Normal or Laplace or Cauchy or Gumbel => "all numbers",
        MultivariateNormal => "all vectors",
        Dirichlet => "positive vectors that sum to 1",
        OneHotCategorical => "vectors with a single 1",
        _ => null,
    };
}
