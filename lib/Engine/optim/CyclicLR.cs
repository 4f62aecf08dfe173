namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Up and down between two rates, step_size_up and step_size_down batches at a time (Smith 2017); momentum goes the other way.</summary>
            public static LRScheduler CyclicLR(
                Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1,
                impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null,
                impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle, bool cycle_momentum = true, double base_momentum = 0.8,
                double max_momentum = 0.9, int last_epoch = -1, bool verbose = false) =>
                new impl.CyclicLR(
                    optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, base_momentum, max_momentum,
                    last_epoch, verbose);

            public static LRScheduler CyclicLR(
                Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1,
                impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null,
                impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null,
                IEnumerable<double>? max_momentum = null, int last_epoch = -1, bool verbose = false) =>
                new impl.CyclicLR(
                    optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, base_momentum, max_momentum,
                    last_epoch, verbose);

            public static partial class impl
            {
                public class CyclicLR : LRScheduler
                {
                    /// <summary>How the height of the cycles changes.</summary>
                    public enum Mode
                    {
                        /// <summary>Not at all.</summary>
                        Triangular = 0,

                        /// <summary>Half as high from cycle to cycle.</summary>
                        Triangular2 = 1,

                        /// <summary>Times gamma from batch to batch.</summary>
                        ExpRange = 2,
                    }

                    /// <summary>What scale_fn is a function of.</summary>
                    public enum ScaleMode
                    {
                        /// <summary>The number of the cycle, from 1.</summary>
                        Cycle = 0,

                        /// <summary>The number of the batch, from 0.</summary>
                        Iterations = 1,
                    }

                    private readonly double[] _lowest, _largest;
                    private readonly double[]? _lowMomenta, _highMomenta;
                    private readonly double _length, _rising;
                    private readonly bool _byCycle;
                    private readonly Func<double, double> _height;

                    public CyclicLR(
                        Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1, Mode mode = Mode.Triangular,
                        double gamma = 1, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true,
                        double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false)
                        : this(
                            optimizer, ForEach(optimizer, base_lr), ForEach(optimizer, max_lr), step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode,
                            cycle_momentum, ForEach(optimizer, base_momentum), ForEach(optimizer, max_momentum), last_epoch, verbose)
                    {
                    }

                    public CyclicLR(
                        Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1,
                        Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle,
                        bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (step_size_up < 1) throw new ArgumentException($"CyclicLR: step_size_up must be positive, got {step_size_up}.");
                        (_lowest, _largest) = (OfGroups(nameof(base_lr), base_lr), OfGroups(nameof(max_lr), max_lr));
                        _length = step_size_up + (step_size_down > 0 ? step_size_down : step_size_up);
                        _rising = step_size_up / _length;
                        _byCycle = scale_fn is null ? mode != Mode.ExpRange : scale_mode == ScaleMode.Cycle;
                        _height = scale_fn ?? mode switch
                        {
                            Mode.Triangular => static _ => 1,
                            Mode.Triangular2 => static cycle => Math.Pow(2, 1 - cycle),
                            _ => batch => Math.Pow(gamma, batch),
                        };
                        if (last_epoch == -1)
                            foreach (var (group, rate) in optimizer.ParamGroups.Zip(_lowest)) group.InitialLearningRate = group.LearningRate = rate;
                        if (cycle_momentum)
                        {
                            RequireMomentum();
                            _lowMomenta = OfGroups(nameof(base_momentum), base_momentum ?? ForEach(optimizer, 0.8));
                            _highMomenta = OfGroups(nameof(max_momentum), max_momentum ?? ForEach(optimizer, 0.9));
                        }
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        var cycle = Math.Floor(1 + _last_epoch / _length);
                        var position = 1 + _last_epoch / _length - cycle;
                        var triangle = position <= _rising ? position / _rising : (position - 1) / (_rising - 1);
                        var height = triangle * _height(_byCycle ? cycle : _last_epoch);
                        if (_lowMomenta is not null) SetMomenta(_highMomenta!.Zip(_lowMomenta, (high, low) => high - (high - low) * height));
                        return _lowest.Zip(_largest, (low, high) => low + (high - low) * height);
                    }
                }
            }
        }
    }
}
