using Course.Lectures;

namespace Course.Tests.Lectures;

public sealed class Homework1Tests
{
    public static TheoryData<long> Seeds => [.. Enumerable.Range(0, 40).Select(i => (long)i), -1, 20260001, long.MaxValue, long.MinValue];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Right_answers_pass_whatever_the_seed(long seed)
    {
        var hw = new Homework1(seed);
        var ((large, small), coins, moments) = (Answers.Eigenvalues(hw), Answers.FixedPoint(hw), Answers.Moments(hw.Humps));
        Ruling[] rulings =
        [
            Find<BayesExercise>("1.1").Judge(Answers.Posterior),
            Find<ExpectationExercise>("1.2").Judge(Answers.SecondMoment(hw)),
            Find<GaussianKlExercise>("1.3").Judge(24.1137),
            Find<GaussianKlFunctionExercise>("1.4").Judge(Answers.Kl),
            Find<VarianceExercise>("1.5").Judge(Answers.Variance),
            Find<UniformLikelihoodExercise>("1.6").Judge(Answers.Likelihood),
            Find<UniformSlopeExercise>("1.7").Judge(Answers.Slope(hw)),
            Find<MixtureExercise>("1.8").Judge(x => Answers.Density(hw.Humps, x), rng => Answers.Draw(hw.Humps, rng)),
            Find<ResponsibilityExercise>("1.9").Judge(Answers.Responsibilities),
            Find<CoinStepExercise>("1.10").Judge((a, b) => Answers.Step(hw, a, b)),
            Find<CoinFixedPointExercise>("1.11").Judge(coins.A, coins.B),
            Find<BoundExercise>("1.12").Judge(Answers.Bound),
            Find<PcaExercise>("1.13").Judge(large, large / (large + small), small),
            Find<EntropyExercise>("1.14").Judge(Answers.Bits),
            Find<DiscreteKlExercise>("1.15").Judge(Answers.DiscreteKl),
            Find<ForwardFitExercise>("1.16").Judge(moments.Mean, moments.Variance),
        ];

        Assert.Equal(hw.Exercises.Count, rulings.Length);
        Assert.All(rulings, ruling => Assert.Equal((Verdict.Passed, ruling.Message), (ruling.Verdict, ruling.Message)));

        T Find<T>(string id) where T : Exercise => Assert.IsType<T>(hw.Find(id));
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_seed_others()
    {
        var (one, again, other) = (new Homework1(7), new Homework1(7), new Homework1(8));

        Assert.Equal(one.Die, again.Die);
        Assert.Equal((one.Humps, one.Covariance), (again.Humps, again.Covariance));
        Assert.NotEqual(one.Die, other.Die);
        Assert.NotEqual(one.Humps, other.Humps);
        Assert.NotEqual(one.Sample, other.Sample);
    }

    /// <summary>The runs of the lecture, with the values of the literature (Do and Batzoglou 2008) to more digits.</summary>
    [Fact]
    public void The_coins_of_the_lecture_come_to_rest_where_they_should()
    {
        var runs = new CoinRuns([5, 9, 8, 4, 7]);

        Assert.Equal((0.713, 0.581), (Math.Round(runs.Step(0.6, 0.5).A, 3), Math.Round(runs.Step(0.6, 0.5).B, 3)));
        Assert.Equal(Verdict.Passed, new CoinFixedPointExercise("1.11", 1, runs).Judge(0.79679, 0.51958).Verdict);
    }

    /// <summary>
    /// SplitMix64 and FNV-1a are whole-number arithmetic, so these hold on every platform; a change of them would change everybody's homework.
    /// </summary>
    /// <remarks>The numbers come from make_variation_goldens.py.</remarks>
    [Theory]
    [InlineData(0, new[] { 0.33, 0.23, 0.14, 0.18, 0.08, 0.04 }, new[] { 7, 2, 8, 7, 3 })]
    [InlineData(20260001, new[] { 0.24, 0.14, 0.13, 0.05, 0.25, 0.19 }, new[] { 7, 3, 9, 7, 5 })]
    public void The_numbers_of_a_seed_stay_as_they_are(long seed, double[] die, int[] heads)
    {
        var hw = new Homework1(seed);

        Assert.Equal(die, hw.Die);
        Assert.Equal(heads, hw.Heads);
    }

    [Fact]
    public void A_rounded_answer_of_four_decimals_is_right_and_one_of_two_is_not()
    {
        var exercise = (GaussianKlExercise)new Homework1(0).Find("1.3");

        Assert.Equal(Verdict.Passed, exercise.Judge(24.1137).Verdict);
        Assert.Equal(Verdict.Wrong, exercise.Judge(24.12).Verdict);
    }
}
