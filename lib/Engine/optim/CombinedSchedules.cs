namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>All of these rules at every step.</summary>
            public static LRScheduler ChainedLR(IEnumerable<LRScheduler> schedulers) => new impl.ChainedLR(schedulers);

            /// <summary>One rule after the other: the next begins at each milestone, at its own epoch zero.</summary>
            public static LRScheduler SequentialLR(
                Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1) =>
                new impl.SequentialLR(optimizer, schedulers, milestones, last_epoch);

            public static partial class impl
            {
                public class ChainedLR : LRScheduler
                {
                    private readonly LRScheduler[] _rules;

                    public ChainedLR(IEnumerable<LRScheduler> schedulers) : this([.. schedulers])
                    {
                    }

                    private ChainedLR(LRScheduler[] schedulers) : base(OptimizerOf(schedulers), 0)
                    {
                        _rules = schedulers;
                        Set(Rates);
                    }

                    public override void step()
                    {
                        foreach (var rule in _rules) rule.step();
                        Set(Rates);
                    }
                }

                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] _rules;
                    private readonly int[] _milestones;

                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch + 1)
                    {
                        (_rules, _milestones) = ([.. schedulers], [.. milestones]);
                        if (OptimizerOf(_rules) != optimizer)
                            throw new ArgumentException("SequentialLR: the schedulers belong to another optimizer than the one given.");
                        if (_milestones.Length != _rules.Length - 1)
                            throw new ArgumentException($"SequentialLR: {_rules.Length} schedulers need one milestone fewer, got {_milestones.Length}.");
                        // Every rule took its first step when it was made: all but the first rule's is undone.
                        foreach (var group in optimizer.ParamGroups) group.LearningRate = group.InitialLearningRate;
                        foreach (var rule in _rules) rule.Unstep();
                        _rules[0].step();
                        Set(Rates);
                    }

                    // The rule whose turn it is sets the rates itself.
                    protected override IEnumerable<double> get_lr()
                    {
                        var index = _milestones.Count(m => m <= _last_epoch);
                        if (index > 0 && _milestones[index - 1] == _last_epoch) _rules[index].step((int?)0);
                        else _rules[index].step();
                        return Rates;
                    }
                }
            }
        }
    }
}
