namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Steps by the gradients' signs alone, longer while a sign lasts and shorter when it changes (Riedmiller and Braun 1993).</summary>
            public static Rprop Rprop(
                IEnumerable<Parameter> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50,
                bool maximize = false) =>
                new(parameters, lr, etaminus, etaplus, min_step, max_step, maximize);

            public static Rprop Rprop(
                IEnumerable<Rprop.ParamGroup> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6,
                double max_step = 50, bool maximize = false) =>
                new(parameters, lr, etaminus, etaplus, min_step, max_step, maximize);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Steps by the gradients' signs alone (Riedmiller and Braun 1993); for whole-set gradients, not for batches.</summary>
    public class Rprop : OptimizerHelper
    {
        public Rprop(
            IEnumerable<Parameter> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50,
            bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, etaminus, etaplus, min_step, max_step, maximize)
        {
        }

        public Rprop(
            IEnumerable<ParamGroup> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50,
            bool maximize = false)
        {
            OptimizerSetting.ThrowIfNegative(lr, "learning rate");
            if (etaminus is <= 0 or >= 1) throw new ArgumentException($"Invalid etaminus value: {etaminus}; it must be in (0, 1)");
            if (etaplus <= 1) throw new ArgumentException($"Invalid etaplus value: {etaplus}; it must be above 1");
            if (min_step > max_step) throw new ArgumentException($"Invalid step sizes: min_step {min_step} is larger than max_step {max_step}.");
            _defaults = new Options
            {
                LearningRate = lr, InitialLearningRate = lr, etaminus = etaminus, etaplus = etaplus, min_step = min_step, max_step = max_step,
                maximize = maximize,
            };
            foreach (var group in parameters) add_param_group(group);
        }

        public override void add_param_group(Modules.ParamGroup param_group)
        {
            var defaults = (Options)_defaults;
            var options = param_group.Options as Options ?? new Options();
            options.LearningRate ??= defaults.LearningRate;
            options.InitialLearningRate = options.LearningRate!.Value;
            options.etaminus ??= defaults.etaminus;
            options.etaplus ??= defaults.etaplus;
            options.min_step ??= defaults.min_step;
            options.max_step ??= defaults.max_step;
            options.maximize ??= defaults.maximize;
            param_group.Options = options;
            Register(param_group, static p => new State(p));
        }

        public override Tensor? step(Func<Tensor>? closure = null) => Step<State, Options>(
            static (state, parameter, gradient, options) => state.Update(parameter, gradient, options), closure);

        /// <summary>Settings of a group; null means the optimizer's own.</summary>
        public class Options : OptimizerOptions
        {
            public double? etaminus;
            public double? etaplus;
            public double? min_step;
            public double? max_step;
            public bool? maximize;

            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                etaminus = reader.ReadDouble();
                etaplus = reader.ReadDouble();
                min_step = reader.ReadDouble();
                max_step = reader.ReadDouble();
                maximize = reader.ReadBoolean();
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                writer.Write(etaminus!.Value);
                writer.Write(etaplus!.Value);
                writer.Write(min_step!.Value);
                writer.Write(max_step!.Value);
                writer.Write(maximize!.Value);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            public long step;
            public Tensor prev = null!;
            public Tensor step_size = null!;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options)
            {
                step = 0;
                prev = zeros_like(_parameter).DetachFromDisposeScope();
                step_size = full_like(_parameter, options.LearningRate!.Value).DetachFromDisposeScope();
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                writer.Write(step);
                StateBytes.Write(writer, prev);
                StateBytes.Write(writer, step_size);
            }

            public override void LoadStateDict(OptimizerState source) => StateBytes.Copy(source.SaveStateDict, LoadStateDict);

            public override void LoadStateDict(BinaryReader reader)
            {
                step = reader.ReadInt64();
                StateBytes.Read(reader, _parameter, ref prev!);
                StateBytes.Read(reader, _parameter, ref step_size!);
            }

            public void Dispose()
            {
                prev.Dispose();
                step_size.Dispose();
            }

            internal void Update(Tensor parameter, Tensor gradient, Options o)
            {
                step++;
                if (o.maximize!.Value) gradient = -gradient;
                var agreement = gradient * prev;
                var factor = ones_like(agreement).masked_fill(agreement.gt(0), o.etaplus!.Value).masked_fill(agreement.lt(0), o.etaminus!.Value);
                step_size.mul_(factor).clamp_(o.min_step!.Value, o.max_step!.Value);
                // After a change of sign the step was too long: none is made, and the next counts as the first.
                var followed = gradient.masked_fill(agreement.lt(0), 0);
                parameter.sub_(followed.sign() * step_size);
                prev.copy_(followed);
            }
        }

        /// <summary>Parameters that share settings.</summary>
        public class ParamGroup : ParamGroup<Options>
        {
            public ParamGroup()
            {
                base.Options = new Options();
            }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50,
                bool maximize = false)
                : base(parameters, new Options { LearningRate = lr, etaminus = etaminus, etaplus = etaplus, min_step = min_step, max_step = max_step,
                maximize = maximize })
            {
            }
        }
    }
}
