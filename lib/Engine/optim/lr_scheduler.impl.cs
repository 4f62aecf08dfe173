namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The rules themselves.</summary>
            public static partial class impl
            {
                public class StepLR : LRScheduler
                {
                    private readonly int _size;
                    private readonly double _gamma;

                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        if (step_size < 1) throw new ArgumentException($"StepLR: step_size must be positive, got {step_size}.");
                        (_size, _gamma) = (step_size, gamma);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => _last_epoch == 0 || _last_epoch % _size != 0 ? Rates : Rates.Select(lr => lr * _gamma);

                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(lr => lr * Math.Pow(_gamma, _last_epoch / _size));
                }

                public class MultiStepLR : LRScheduler
                {
                    private readonly int[] _milestones;
                    private readonly double _gamma;

                    public MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_milestones, _gamma) = ([.. milestones], gamma);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => Rates.Select(lr => lr * Math.Pow(_gamma, _milestones.Count(m => m == _last_epoch)));

                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(lr => lr * Math.Pow(_gamma, _milestones.Count(m => m <= _last_epoch)));
                }

                public class ExponentialLR : LRScheduler
                {
                    private readonly double _gamma;

                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        _gamma = gamma;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => _last_epoch == 0 ? Rates : Rates.Select(lr => lr * _gamma);

                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(lr => lr * Math.Pow(_gamma, _last_epoch));
                }

                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _half, _floor;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_half, _floor) = (T_max, eta_min);
                        step();
                    }

                    // From the rate before, so that it combines with other rules: the ratio of the cosine's two heights.
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0) return Rates;
                        if ((_last_epoch - 1 - _half) % (2 * _half) == 0)
                            return Rates.Zip(_base_lrs, (lr, first) => lr + (first - _floor) * (1 - Math.Cos(Math.PI / _half)) / 2);
                        return Rates.Select(lr => Height(_last_epoch) / Height(_last_epoch - 1) * (lr - _floor) + _floor);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(lr => _floor + (lr - _floor) * Height(_last_epoch) / 2);

                    private double Height(int epoch) => 1 + Math.Cos(Math.PI * epoch / _half);
                }

                public class LinearLR : LRScheduler
                {
                    private readonly double _start, _end;
                    private readonly int _total;

                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (start_factor is <= 0 or > 1) throw new ArgumentException($"LinearLR: start_factor must be in (0, 1], got {start_factor}.");
                        if (end_factor is < 0 or > 1) throw new ArgumentException($"LinearLR: end_factor must be in [0, 1], got {end_factor}.");
                        (_start, _end, _total) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => _last_epoch == 0 ? Rates.Select(lr => lr * _start)
                        : _last_epoch > _total ? Rates
                        : Rates.Select(lr => lr * (1 + (_end - _start) / (_total * _start + (_last_epoch - 1) * (_end - _start))));

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        _base_lrs.Select(lr => lr * (_start + (_end - _start) * Math.Min(_total, _last_epoch) / _total));
                }

                public class LambdaLR : LRScheduler
                {
                    private readonly Func<int, double>[] _factors;

                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, Enumerable.Repeat(lr_lambda, optimizer.ParamGroups.Count()), last_epoch, verbose)
                    {
                    }

                    public LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        _factors = OfGroups(nameof(lr_lambdas), lr_lambdas);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => _base_lrs.Zip(_factors, (lr, factor) => lr * factor(_last_epoch));
                }

                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _smaller, _relative;
                    private readonly double _factor, _threshold, _eps;
                    private readonly int _patience, _pause;
                    private readonly double[] _floors;
                    private double _best;
                    private int _worse, _resting;

                    public ReduceLROnPlateau(
                        Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel",
                        int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, 0, verbose)
                    {
                        if (factor >= 1) throw new ArgumentException($"ReduceLROnPlateau: factor should be < 1.0, got {factor}.");
                        if (mode is not ("min" or "max")) throw new ArgumentException($"ReduceLROnPlateau: mode {mode} is unknown; use min or max.");
                        if (threshold_mode is not ("rel" or "abs")) throw new ArgumentException($"ReduceLROnPlateau: threshold mode {threshold_mode} is unknown; use rel or abs.");
                        (_smaller, _relative, _factor, _patience, _threshold, _pause, _eps) = (mode == "min", threshold_mode == "rel", factor, patience, threshold, cooldown, eps);
                        _floors = OfGroups(nameof(min_lr), min_lr is { Count: > 1 } ? min_lr : ForEach(optimizer, min_lr is { Count: 1 } ? min_lr[0] : 0));
                        _best = _smaller ? double.PositiveInfinity : double.NegativeInfinity;
                    }

                    public override void step() => throw new InvalidOperationException("ReduceLROnPlateau.step() needs the measured value: step(current).");

                    public override void step(int? epoch) => step();

                    /// <summary>Takes note of the value that should become better.</summary>
                    public override void step(double current, int? epoch = null)
                    {
                        _last_epoch = epoch ?? _last_epoch + 1;
                        if (IsBetter(current)) (_best, _worse) = (current, 0);
                        else _worse++;
                        if (_resting > 0) (_resting, _worse) = (_resting - 1, 0);
                        if (_worse > _patience)
                        {
                            // Changes too small to matter are not made.
                            Set(Rates.Zip(_floors, (lr, floor) => Math.Max(lr * _factor, floor) is var next && lr - next > _eps ? next : lr).ToArray());
                            (_resting, _worse) = (_pause, 0);
                            return;
                        }
                        Set(Rates.ToArray());
                    }

                    private bool IsBetter(double value) => (_smaller, _relative) switch
                    {
                        (true, true) => value < _best * (1 - _threshold),
                        (true, false) => value < _best - _threshold,
                        (false, true) => value > _best * (1 + _threshold),
                        (false, false) => value > _best + _threshold,
                    };
                }
            }
        }
    }
}
