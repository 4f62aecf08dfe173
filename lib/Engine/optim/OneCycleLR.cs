namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>One rise to the largest rate and one fall far below the first (Smith and Topin 2019); momentum goes the other way.</summary>
                public class OneCycleLR : LRScheduler
                {
                    /// <summary>The curve between two rates.</summary>
                    public enum AnnealStrategy
                    {
                        Cos = 0,
                        Linear = 1,
                    }

                    private readonly int _total;
                    private readonly bool _cosine;
                    private readonly double[] _first, _largest, _last, _ends;
                    private readonly double[]? _lowMomenta, _highMomenta;

                    public OneCycleLR(
                        Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85,
                        double max_momentum = 0.95,
                        double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(
                            optimizer, ForEach(optimizer, max_lr), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum,
                            ForEach(optimizer, base_momentum), ForEach(optimizer, max_momentum), div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    public OneCycleLR(
                        Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1,
                        double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null,
                        IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false,
                        int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _total = total_steps > 0 ? total_steps : epochs * steps_per_epoch;
                        if (total_steps <= 0 && (epochs <= 0 || steps_per_epoch <= 0))
                            throw new ArgumentException("OneCycleLR needs total_steps, or epochs and steps_per_epoch.");
                        if (pct_start is < 0 or > 1) throw new ArgumentException($"OneCycleLR: pct_start should be between 0 and 1, got {pct_start}.");
                        _cosine = anneal_strategy == AnnealStrategy.Cos;
                        _largest = OfGroups(nameof(max_lr), max_lr);
                        _first = [.. _largest.Select(lr => lr / div_factor)];
                        _last = [.. _first.Select(lr => lr / final_div_factor)];
                        if (cycle_momentum)
                        {
                            RequireMomentum();
                            _lowMomenta = OfGroups(nameof(base_momentum), base_momentum ?? ForEach(optimizer, 0.85));
                            _highMomenta = OfGroups(nameof(max_momentum), max_momentum ?? ForEach(optimizer, 0.95));
                        }
                        // The ends of the phases, in steps.
                        var top = pct_start * _total - 1;
                        _ends = three_phase ? [top, 2 * pct_start * _total - 2, _total - 1] : [top, _total - 1];
                        foreach (var (group, rate) in optimizer.ParamGroups.Zip(_first)) group.InitialLearningRate = rate;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch > _total)
                            throw new InvalidOperationException($"OneCycleLR was stepped {_last_epoch} times; it was made for {_total} steps.");
                        var phase = 0;
                        while (phase < _ends.Length - 1 && _last_epoch > _ends[phase]) phase++;
                        var start = phase == 0 ? 0 : _ends[phase - 1];
                        var progress = (_last_epoch - start) / (_ends[phase] - start);
                        double[][] rates = _ends.Length == 3 ? [_first, _largest, _first, _last] : [_first, _largest, _last];
                        if (_lowMomenta is not null)
                        {
                            double[][] momenta = [_highMomenta!, _lowMomenta, _highMomenta!, _highMomenta!];
                            SetMomenta(Between(momenta[phase], momenta[phase + 1], progress));
                        }
                        return Between(rates[phase], rates[phase + 1], progress);
                    }

                    private IEnumerable<double> Between(double[] from, double[] to, double progress) => from.Zip(to, (a, b) => Between(a, b, progress));

                    private double Between(double from, double to, double progress) =>
                        _cosine ? to + (from - to) / 2 * (1 + Math.Cos(Math.PI * progress)) : from + (to - from) * progress;
                }
            }
        }
    }
}
