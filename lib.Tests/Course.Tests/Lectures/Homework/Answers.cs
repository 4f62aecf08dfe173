using Course.Lectures;

namespace Course.Tests.Lectures;

/// <summary>Answers to homework 1 as a student writes them, with loops and formulas of their own.</summary>
internal static class Answers
{
    public static double Posterior(double prior, double hit, double alarm) => prior * hit / (prior * hit + (1 - prior) * alarm);

    public static double SecondMoment(Homework1 hw)
    {
        double sum = 0;
        for (int x = 1; x <= 6; x++) sum += x * x * hw.Die[x - 1];
        return sum;
    }

    public static double Kl(double m1, double v1, double m2, double v2) => 0.5 * (v1 / v2 + Math.Pow(m1 - m2, 2) / v2 - Math.Log(v1) + Math.Log(v2) - 1);

    public static double Variance(double[] x) => x.Sum(value => Math.Pow(value - x.Average(), 2)) / (x.Length - 1);

    public static double Likelihood(double theta, double[] x) => x.All(value => value <= theta) ? Math.Pow(1 / theta, x.Length) : 0;

    public static double Slope(Homework1 hw) => -hw.Sample.Count / hw.Sample.Max();

    public static double Bell(double x, double mean, double variance) => Math.Exp(-Math.Pow(x - mean, 2) / 2 / variance) / Math.Sqrt(2 * Math.PI * variance);

    public static double Density(TwoHumps p, double x) => p.Weight * Bell(x, p.Mean1, p.Variance1) + (1 - p.Weight) * Bell(x, p.Mean2, p.Variance2);

    public static double StandardNormal(Random rng) => Math.Sqrt(-2 * Math.Log(1 - rng.NextDouble())) * Math.Cos(2 * Math.PI * rng.NextDouble());

    public static double Draw(TwoHumps p, Random rng) => rng.NextDouble() < p.Weight
        ? p.Mean1 + Math.Sqrt(p.Variance1) * StandardNormal(rng)
        : p.Mean2 + Math.Sqrt(p.Variance2) * StandardNormal(rng);

    public static double[] Responsibilities(double x, double[] weights, double[] means, double[] variances)
    {
        double[] logs = [.. weights.Select((w, k) => Math.Log(w) - 0.5 * Math.Log(variances[k]) - Math.Pow(x - means[k], 2) / 2 / variances[k])];
        double[] shares = [.. logs.Select(log => Math.Exp(log - logs.Max()))];
        return [.. shares.Select(share => share / shares.Sum())];
    }

    public static (double A, double B) Step(Homework1 hw, double a, double b) => Step(hw, a, b, (h, p) => Math.Pow(p, h) * Math.Pow(1 - p, 10 - h));

    public static (double A, double B) Step(Homework1 hw, double a, double b, Func<int, double, double> likelihood)
    {
        double headsA = 0, flipsA = 0, headsB = 0, flipsB = 0;
        foreach (int h in hw.Heads)
        {
            double share = likelihood(h, a) / (likelihood(h, a) + likelihood(h, b));
            headsA += share * h;
            flipsA += share * 10;
            headsB += (1 - share) * h;
            flipsB += (1 - share) * 10;
        }
        return (headsA / flipsA, headsB / flipsB);
    }

    public static (double A, double B) FixedPoint(Homework1 hw, int steps = 2000)
    {
        var (a, b) = (0.6, 0.5);
        for (int step = 0; step < steps; step++) (a, b) = Step(hw, a, b);
        return (a, b);
    }

    public static double LogFlips(int heads, double theta) => heads * Math.Log(theta) + (10 - heads) * Math.Log(1 - theta);

    public static double Bound(double q, int heads, double a, double b)
    {
        double Term(double share, double theta) => share == 0 ? 0 : share * (Math.Log(0.5) + LogFlips(heads, theta) - Math.Log(share));
        return Term(q, a) + Term(1 - q, b);
    }

    public static (double Large, double Small) Eigenvalues(Homework1 hw)
    {
        var (a, b, c) = hw.Covariance;
        double middle = (a + c) / 2, root = Math.Sqrt(middle * middle - (a * c - b * b));
        return (middle + root, middle - root);
    }

    public static double Bits(double[] p) => p.Where(share => share > 0).Sum(share => -share * Math.Log2(share));

    public static double DiscreteKl(double[] p, double[] q)
    {
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
            if (p[i] > 0) sum += p[i] * Math.Log(p[i] / q[i]);
        return sum;
    }

    public static (double Mean, double Variance) Moments(TwoHumps p)
    {
        double mean = p.Weight * p.Mean1 + (1 - p.Weight) * p.Mean2;
        double square = p.Weight * (p.Variance1 + p.Mean1 * p.Mean1) + (1 - p.Weight) * (p.Variance2 + p.Mean2 * p.Mean2);
        return (mean, square - mean * mean);
    }
}
