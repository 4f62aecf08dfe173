namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The first rate times factor until epoch total_iters, then the first rate itself.</summary>
            public static LRScheduler ConstantLR(
                Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.ConstantLR(optimizer, factor, total_iters, last_epoch, verbose);

            public static partial class impl
            {
                public class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _total;

                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (factor is <= 0 or > 1) throw new ArgumentException($"ConstantLR: factor must be in (0, 1], got {factor}.");
                        (_factor, _total) = (factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => _last_epoch == 0 ? Rates.Select(lr => lr * _factor)
                        : _last_epoch == _total ? Rates.Select(lr => lr / _factor)
                        : Rates;

                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(lr => _last_epoch >= _total ? lr : lr * _factor);
                }
            }
        }
    }
}
