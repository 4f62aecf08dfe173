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
                    private readonly bool _cosine, _momentum;
                    private readonly double _largest, _first, _last, _lowMomentum, _highMomentum;
                    private readonly double[] _ends;

                    public OneCycleLR(
                        Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95,
                        double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _total = total_steps > 0 ? total_steps : epochs * steps_per_epoch;
                        if (total_steps <= 0 && (epochs <= 0 || steps_per_epoch <= 0))
                            throw new ArgumentException("OneCycleLR needs total_steps, or epochs and steps_per_epoch.");
                        if (pct_start is < 0 or > 1) throw new ArgumentException($"OneCycleLR: pct_start should be between 0 and 1, got {pct_start}.");
                        if (cycle_momentum && !optimizer.ParamGroups.All(g => g is IMomentum or IBetas))
                            throw new ArgumentException("OneCycleLR: the optimizer must support momentum when cycle_momentum is true.");
                        (_cosine, _momentum, _lowMomentum, _highMomentum) = (anneal_strategy == AnnealStrategy.Cos, cycle_momentum, base_momentum, max_momentum);
                        (_largest, _first) = (max_lr, max_lr / div_factor);
                        _last = _first / final_div_factor;
                        // The ends of the phases, in steps.
                        var top = pct_start * _total - 1;
                        _ends = three_phase ? [top, 2 * pct_start * _total - 2, _total - 1] : [top, _total - 1];
                        foreach (var group in optimizer.ParamGroups) group.InitialLearningRate = _first;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch > _total - 1 + 1)
                            throw new InvalidOperationException($"OneCycleLR was stepped {_last_epoch} times; it was made for {_total} steps.");
                        double[] rates = _ends.Length == 3 ? [_first, _largest, _first, _last] : [_first, _largest, _last];
                        double[] momenta = _ends.Length == 3 ? [_highMomentum, _lowMomentum, _highMomentum, _highMomentum] : [_highMomentum, _lowMomentum, _highMomentum];
                        var phase = 0;
                        while (phase < _ends.Length - 1 && _last_epoch > _ends[phase]) phase++;
                        var start = phase == 0 ? 0 : _ends[phase - 1];
                        var progress = (_last_epoch - start) / (_ends[phase] - start);
                        if (_momentum)
                            foreach (var group in _optimizer.ParamGroups) SetMomentum(group, Between(momenta[phase], momenta[phase + 1], progress));
                        var rate = Between(rates[phase], rates[phase + 1], progress);
                        return _base_lrs.Select(_ => rate);
                    }

                    private double Between(double from, double to, double progress) =>
                        _cosine ? to + (from - to) / 2 * (1 + Math.Cos(Math.PI * progress)) : from + (to - from) * progress;

                    private static void SetMomentum(ILearningRateController group, double value)
                    {
                        if (group is IMomentum momentum) momentum.Momentum = value;
                        else if (group is IBetas betas) betas.Betas = (value, betas.Betas.Item2);
                    }
                }
            }
        }
    }
}
