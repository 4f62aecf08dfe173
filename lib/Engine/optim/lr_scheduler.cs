namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Rules that change learning rates from epoch to epoch. The first rate is set when the rule is made.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>Changes the learning rates of an optimizer's groups each time it is stepped.</summary>
            public abstract class LRScheduler
            {
                private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<ILearningRateController, object> s_begun = [];
                private protected readonly Optimizer _optimizer = null!;
                private protected readonly double[] _base_lrs = [];
                private protected int _last_epoch = -1;
                public int _step_count;
                private double[] _last = [];

                protected LRScheduler()
                {
                }

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    _optimizer = optimizer;
                    _last_epoch = last_epoch;
                    // A new run starts from the groups' rates, a resumed one from those it began with; a second rule from those that the first one found.
                    if (last_epoch == -1)
                        foreach (var group in optimizer.ParamGroups)
                            if (s_begun.TryAdd(group, group)) group.InitialLearningRate = group.LearningRate;
                    _base_lrs = [.. optimizer.ParamGroups.Select(g => g.InitialLearningRate)];
                }

                /// <summary>After each epoch (or batch, for those rules that count batches).</summary>
                public virtual void step() => step((int?)null);

                public virtual void step(int? epoch)
                {
                    _step_count++;
                    _last_epoch = epoch ?? _last_epoch + 1;
                    Set(epoch is null ? get_lr() : get_closed_form_lr());
                }

                /// <summary>For rules that look at a measured value.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The rates that were set last.</summary>
                public IEnumerable<double> get_last_lr() => _last;

                /// <summary>The rates of the present epoch, from those of the one before.</summary>
                protected virtual IEnumerable<double> get_lr() => Rates;

                /// <summary>The rates of the present epoch, from its number alone.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                /// <summary>Goes back by one epoch, so that the next step repeats it.</summary>
                internal void Unstep()
                {
                    _last_epoch--;
                    _step_count--;
                }

                /// <summary>The one optimizer that all of these work on.</summary>
                private protected static Optimizer OptimizerOf(LRScheduler[] schedulers)
                {
                    if (schedulers.Length == 0) throw new ArgumentException("At least one scheduler is needed.");
                    foreach (var scheduler in schedulers)
                        if (scheduler._optimizer != schedulers[0]._optimizer) throw new ArgumentException("The schedulers must belong to the same optimizer.");
                    return schedulers[0]._optimizer;
                }

                /// <summary>A value for each group; as many as there are groups.</summary>
                private protected T[] OfGroups<T>(string name, IEnumerable<T> values)
                {
                    T[] all = [.. values];
                    return all.Length == _base_lrs.Length
                        ? all
                        : throw new ArgumentException($"{GetType().Name}: expected {_base_lrs.Length} values of {name}, one a group, got {all.Length}.");
                }

                private protected static IEnumerable<double> ForEach(Optimizer optimizer, double value) => optimizer.ParamGroups.Select(_ => value);

                private protected void RequireMomentum()
                {
                    if (!_optimizer.ParamGroups.All(g => g is IMomentum or IBetas))
                        throw new ArgumentException($"{GetType().Name}: the optimizer must support momentum when cycle_momentum is true.");
                }

                /// <summary>Momentum, or the first of two betas, of each group.</summary>
                private protected void SetMomenta(IEnumerable<double> values)
                {
                    foreach (var (group, value) in _optimizer.ParamGroups.Zip(values))
                    {
                        if (group is IMomentum momentum) momentum.Momentum = value;
                        else if (group is IBetas betas) betas.Betas = (value, betas.Betas.Item2);
                    }
                }

                private protected IEnumerable<double> Rates => _optimizer.ParamGroups.Select(g => g.LearningRate);

                private protected void Set(IEnumerable<double> rates)
                {
                    _last = [.. rates];
                    foreach (var (group, rate) in _optimizer.ParamGroups.Zip(_last)) group.LearningRate = rate;
                }
            }

            /// <summary>Times gamma every step_size epochs.</summary>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.StepLR(optimizer, step_size, gamma, last_epoch, verbose);

            /// <summary>Times gamma at each milestone.</summary>
            public static LRScheduler MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.MultiStepLR(optimizer, milestones, gamma, last_epoch, verbose);

            /// <summary>Times gamma every epoch.</summary>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.ExponentialLR(optimizer, gamma, last_epoch, verbose);

            /// <summary>Half a cosine from the first rate to eta_min in T_max epochs (Loshchilov and Hutter 2017).</summary>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            /// <summary>A straight line between two multiples of the first rate, in total_iters epochs.</summary>
            public static LRScheduler LinearLR(
                Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1,
                bool verbose = false) =>
                new impl.LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch, verbose);

            /// <summary>The first rate times any function of the epoch.</summary>
            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new impl.LambdaLR(optimizer, lr_lambda, last_epoch, verbose);

            /// <summary>Up to max_lr and down far below the start, in total_steps batches (Smith and Topin 2019).</summary>
            public static LRScheduler OneCycleLR(
                Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true,
                IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4,
                bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(
                    optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum,
                    div_factor, final_div_factor, three_phase, last_epoch, verbose);

            public static LRScheduler OneCycleLR(
                Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85,
                double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1,
                bool verbose = false) =>
                new impl.OneCycleLR(
                    optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum,
                    div_factor, final_div_factor, three_phase, last_epoch, verbose);

            /// <summary>Times factor when a measured value has not become better for more than patience epochs.</summary>
            public static LRScheduler ReduceLROnPlateau(
                Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel",
                int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false) =>
                new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps, verbose);
        }
    }
}
