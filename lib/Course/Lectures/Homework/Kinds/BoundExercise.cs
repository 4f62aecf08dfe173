namespace Course.Lectures;

/// <summary>EM's lower bound for one run, as a function of the responsibility q.</summary>
internal sealed class BoundExercise : Exercise
{
    private readonly Trial<State> _trial;

    public BoundExercise(string id, int points, Variation variation) : base(id, "A bound that touches", points) => _trial = new()
    {
        Inputs = variation.Many(10, v => new State(v.Decimal(0.1, 0.9), v.Whole(2, 9), v.Decimal(0.5, 0.9), v.Decimal(0.15, 0.45))),
        Right = state => [state.Expected + state.Entropy],
        Describe = state => $"q = {NumberText.Of(state.Q)}, {state.Heads} heads, θ_A = {NumberText.Of(state.A)}, θ_B = {NumberText.Of(state.B)}",
        Limits =
        [
            new(new(0, 3, 0.6, 0.5), "0 · log 0 counts as 0: what has no probability takes no part."),
            new(new(1, 3, 0.6, 0.5), "0 · log 0 counts as 0: what has no probability takes no part."),
            new(State.Tight(7, 0.7, 0.4), "At the posterior the bound touches log p(x): there Jensen's inequality is an equality."),
        ],
        Mistakes =
        [
            new("entropy forgotten", state => state.Expected, "The entropy of q is missing: this is the Q-function alone, and it never touches log p(x)."),
            new("sign of the entropy", state => state.Expected - state.Entropy, "The entropy of q has the wrong sign: −q log q is added."),
            new("log-likelihood for the bound", state => state.LogEvidence,
                "This is log p(x), which does not depend on q; the bound touches it at one q only."),
            new("prior forgotten", state => state.Expected + state.Entropy + Math.Log(2),
                "The joint p(x, z) contains the prior ½ of each coin: log ½ is missing."),
            new("entropy in bits", state => state.Expected + state.Entropy / Math.Log(2), "The entropy is in bits, the rest in nats."),
            new("bits for nats", state => (state.Expected + state.Entropy) / Math.Log(2),
                "This is in bits; nats are asked for, so every logarithm is the natural one."),
            new("binomial coefficient",
                state => state.Expected + state.Entropy + MathNet.Numerics.SpecialFunctions.BinomialLn(CoinRuns.Flips, state.Heads),
                "The order of the flips is given, so no binomial coefficient belongs here."),
            new("coins swapped", state => state with { Q = 1 - state.Q } is var other ? other.Expected + other.Entropy : 0,
                "q is the probability of coin A; you took it for B's."),
        ],
        Properties =
        [
            answer => Enumerable.Range(1, 9).Any(i => new State(i / 10.0, 6, 0.7, 0.4) is var state && answer(state)[0] > state.LogEvidence + 1e-9)
                ? "Your bound is larger than log p(x) for some q; a lower bound never is." : null,
        ],
    };

    public Ruling Judge(Func<double, int, double, double, double> bound) => _trial.Judge(state => [bound(state.Q, state.Heads, state.A, state.B)]);

    internal sealed record State(double Q, int Heads, double A, double B)
    {
        public static State Tight(int heads, double a, double b) => new(CoinRuns.Posterior(heads, a, b), heads, a, b);

        /// <summary>E_q[log p(x, z)].</summary>
        public double Expected => Q * CoinRuns.LogLikelihood(Heads, A) + (1 - Q) * CoinRuns.LogLikelihood(Heads, B) - Math.Log(2);

        public double Entropy => Entropies.Of([Q, 1 - Q]);

        public double LogEvidence => Tight(Heads, A, B) is var tight ? tight.Expected + tight.Entropy : 0;
    }
}

public static partial class Check
{
    /// <summary>EM's lower bound for one run of ten flips.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="bound">(q, heads, θ_A, θ_B) ↦ the bound in nats, where q is the probability of coin A.</param>
    public static void Bound(string id, Func<double, int, double, double, double> bound) =>
        Homework.Report<BoundExercise>(id, exercise => exercise.Judge(bound));
}
