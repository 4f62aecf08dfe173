using Course.Probability;
using FsCheck;
using FsCheck.Fluent;
using static Course.Tests.Probability.ProbabilityGolden;

namespace Course.Tests.Probability;

/// <summary>Dice, tables and Bayes' rule.</summary>
public sealed class FiniteDistributionTests
{
    private static readonly FiniteDistribution<int> Die = FiniteDistribution.Uniform(Enumerable.Range(1, 6));

    /// <summary>2 × 3 tables, zeros among them.</summary>
    private static readonly Gen<JointDistribution<string, int>> Tables =
        from counts in Gen.Choose(0, 9).ArrayOf(6)
        where counts.Sum() > 0
        let sum = (double)counts.Sum()
        select new JointDistribution<string, int>(
            ["a", "b"], [1, 2, 3], new[,] { { counts[0] / sum, counts[1] / sum, counts[2] / sum }, { counts[3] / sum, counts[4] / sum, counts[5] / sum } });

    [Fact]
    public void A_fair_die_knows_its_events()
    {
        AssertClose(1 / 6.0, Die.Probability(3));
        AssertClose(1 / 3.0, Die.Given(x => x % 2 == 1).Probability(3));
        AssertClose(1, Die.Probability(x => x % 2 == 0) + Die.Probability(x => x % 2 == 1));
        AssertClose(3.5, Expectation.Enumeration(Die, x => x).Value);
        AssertClose(Math.Log(6), Die.Entropy);
        Assert.Equal(0, Die.Probability(7));
        Assert.Equal(double.NegativeInfinity, Die.LogProb(7));
    }

    [Fact]
    public void An_empty_category_adds_nothing_to_entropy()
    {
        Assert.Equal("0", $"{new Categorical(0, 1, 0).Entropy}");   // and not −0
        AssertClose(new Categorical(0.5, 0.5).Entropy, new Categorical(0.5, 0, 0.5).Entropy);
        Assert.Equal(0, new Bernoulli(1).Entropy);
        Assert.Equal([1, 1, 1], new Bernoulli(1).Samples(3, new Random(1)));
    }

    [Fact]
    public void Entropy_is_SciPys() => AssertClose(Of("categorical").Number("entropy"), new Categorical(Of("categorical").Vector("p")).Entropy);

    [Fact]
    public void Draws_have_the_probabilities()
    {
        var p = new Categorical(0.1, 0, 0.6, 0.3);
        foreach (int k in p.Outcomes) AssertAgree(p.Probability(k), Expectation.MonteCarlo(p, x => x == k ? 1 : 0, new Random(5), 20_000));
        AssertAgree(0.3, Expectation.MonteCarlo(new Bernoulli(0.3), x => x, new Random(5), 20_000));
    }

    [Fact]
    public void Marginals_and_conditionals_make_up_the_table() => Holds(Tables, table =>
    {
        foreach (var (x, y) in table.Outcomes)
        {
            double joint = table.Probability((x, y));
            if (joint == 0) continue;
            AssertClose(joint, table.MarginalX.Probability(x) * table.GivenX(x).Probability(y));
            AssertClose(joint, table.MarginalY.Probability(y) * table.GivenY(y).Probability(x));
        }
    });

    [Fact]
    public void The_product_rule_makes_the_table_again() => Holds(Tables, table =>
    {
        if (table.XOutcomes.Any(x => table.MarginalX.Probability(x) == 0)) return;
        var again = JointDistribution.Of(table.MarginalX, table.GivenX);
        AssertClose(table.Outcomes.Select(table.Probability), again.Outcomes.Select(again.Probability));
    });

    [Fact]
    public void Bayes_rule_is_the_other_conditional_of_the_table() => Holds(Tables, table =>
    {
        if (table.XOutcomes.Any(x => table.MarginalX.Probability(x) == 0)) return;
        foreach (int y in table.YOutcomes.Where(y => table.MarginalY.Probability(y) > 0))
        {
            var update = new BayesUpdate<string>(table.MarginalX, x => table.GivenX(x).Probability(y));
            AssertClose(table.MarginalY.Probability(y), update.Evidence);
            foreach (string x in table.XOutcomes)
            {
                AssertClose(table.GivenY(y).Probability(x), update.Posterior.Probability(x));
                AssertClose(update.Joint(x), update.Evidence * update.Posterior.Probability(x));
            }
        }
    });

    [Fact]
    public void Two_updates_are_one_with_the_product_of_the_likelihoods()
    {
        var prior = new FiniteDistribution<double>([0.2, 0.5, 0.9], [0.5, 0.3, 0.2]);
        var twice = new BayesUpdate<double>(new BayesUpdate<double>(prior, p => p).Posterior, p => 1 - p);
        var once = new BayesUpdate<double>(prior, p => p * (1 - p));
        AssertClose(once.Posterior.Outcomes.Select(once.Posterior.Probability), twice.Posterior.Outcomes.Select(twice.Posterior.Probability));
    }

    [Fact]
    public void What_is_no_distribution_is_named_with_its_value()
    {
        static string Message(Func<object> make) => Assert.Throws<ArgumentException>(make).Message;
        Assert.Equal("The probabilities sum to 0.75; they must sum to 1.", Message(() => new Categorical(0.5, 0.25)));
        Assert.Equal("Number 1 of the probabilities is -0.5; it must be a finite number from 0 up.", Message(() => new Categorical(1.5, -0.5)));
        Assert.Equal("Number 0 of the probabilities is NaN; it must be a finite number from 0 up.", Message(() => new Categorical(double.NaN, 1)));
        Assert.Equal("There are no probabilities; one or more are needed.", Message(() => new Categorical()));
        Assert.Equal("The probability of 1 is 1.2; a probability lies between 0 and 1.", Message(() => new Bernoulli(1.2)));
        Assert.Equal("The outcome a is named twice.", Message(() => new FiniteDistribution<string>(["a", "a"], [0.5, 0.5])));
        Assert.Equal("There are 1 probabilities, but 2 are needed.", Message(() => new FiniteDistribution<string>(["a", "b"], [1])));
        Assert.Equal("The weights sum to 0; one must be above 0.", Message(() => FiniteDistribution.Proportional([1, 2], _ => 0)));
        Assert.StartsWith("The event has probability 0", Message(() => Die.Given(x => x > 6)), StringComparison.Ordinal);
        Assert.StartsWith("The evidence is 0", Message(() => new BayesUpdate<int>(Die, _ => 0)), StringComparison.Ordinal);
        Assert.Equal("Number 0 of the likelihoods is -1; it must be a finite number from 0 up.", Message(() => new BayesUpdate<int>(Die, _ => -1)));
        static JointDistribution<string, int> Table(double[,] p) => new(["a", "b"], [1], p);
        Assert.StartsWith("X = b has probability 0", Message(() => Table(new double[,] { { 1 }, { 0 } }).GivenX("b")), StringComparison.Ordinal);
        Assert.Equal("There are 1 rows of probabilities, but 2 are needed.", Message(() => Table(new[,] { { 0.5, 0.5 } })));
        Assert.StartsWith("Given 2, Y has other outcomes than given 1",
            Message(() => JointDistribution.Of<int, int>(Die, x => x == 1 ? new Bernoulli(0.5) : new Categorical(0.5, 0.2, 0.3))), StringComparison.Ordinal);
    }

    private static void Holds(Gen<JointDistribution<string, int>> tables, Action<JointDistribution<string, int>> property) =>
        Prop.ForAll(tables.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(20, 7));
}
