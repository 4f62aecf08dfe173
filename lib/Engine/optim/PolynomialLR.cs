namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The first rate times (1 − epoch/total_iters) to the given power; zero from epoch total_iters on.</summary>
            public static LRScheduler PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false) =>
                new impl.PolynomialLR(optimizer, total_iters, power, last_epoch, verbose);

            public static partial class impl
            {
                public class PolynomialLR : LRScheduler
                {
                    private readonly int _total;
                    private readonly double _power;

                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (total_iters < 1) throw new ArgumentException($"PolynomialLR: total_iters must be positive, got {total_iters}.");
                        (_total, _power) = (total_iters, power);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        _last_epoch == 0 || _last_epoch > _total ? Rates : Rates.Select(lr => lr * Math.Pow(Left(_last_epoch) / Left(_last_epoch - 1), _power));

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        _base_lrs.Select(lr => lr * Math.Pow(Left(Math.Min(_total, _last_epoch)), _power));

                    private double Left(int epoch) => 1 - (double)epoch / _total;
                }
            }
        }
    }
}
