namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Steps divided by the root of the sum of all squared gradients (Duchi et al. 2011).</summary>
            public static Adagrad Adagrad(IEnumerable<Parameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10) =>
                new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);

            public static Adagrad Adagrad(IEnumerable<Adagrad.ParamGroup> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10) =>
                new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Steps divided by the root of the sum of all squared gradients (Duchi et al. 2011).</summary>
    public class Adagrad : OptimizerHelper
    {
        public Adagrad(IEnumerable<Parameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10)
            : this([new ParamGroup { Parameters = parameters }], lr, lr_decay, weight_decay, initial_accumulator_value, eps)
        {
        }

        public Adagrad(IEnumerable<ParamGroup> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10)
        {
            OptimizerSetting.ThrowIfNegative(lr, "learning rate");
            OptimizerSetting.ThrowIfNegative(lr_decay);
            OptimizerSetting.ThrowIfNegative(weight_decay);
            OptimizerSetting.ThrowIfNegative(initial_accumulator_value);
            OptimizerSetting.ThrowIfNegative(eps);
            _defaults = new Options
            {
                LearningRate = lr, InitialLearningRate = lr, lr_decay = lr_decay, weight_decay = weight_decay, initial_accumulator_value = initial_accumulator_value, eps = eps,
            };
            foreach (var group in parameters) add_param_group(group);
        }

        public override void add_param_group(Modules.ParamGroup param_group)
        {
            var defaults = (Options)_defaults;
            var options = param_group.Options as Options ?? new Options();
            options.LearningRate ??= defaults.LearningRate;
            options.InitialLearningRate = options.LearningRate!.Value;
            options.lr_decay ??= defaults.lr_decay;
            options.weight_decay ??= defaults.weight_decay;
            options.initial_accumulator_value ??= defaults.initial_accumulator_value;
            options.eps ??= defaults.eps;
            param_group.Options = options;
            Register(param_group, static p => new State(p));
        }

        public override Tensor? step(Func<Tensor>? closure = null) => Step<State, Options>(
            static (state, parameter, gradient, options) => state.Update(parameter, gradient, options), closure);

        /// <summary>Settings of a group; null means the optimizer's own.</summary>
        public class Options : OptimizerOptions
        {
            public double? lr_decay;
            public double? weight_decay;
            public double? initial_accumulator_value;
            public double? eps;

            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                lr_decay = reader.ReadDouble();
                weight_decay = reader.ReadDouble();
                initial_accumulator_value = reader.ReadDouble();
                eps = reader.ReadDouble();
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                writer.Write(lr_decay!.Value);
                writer.Write(weight_decay!.Value);
                writer.Write(initial_accumulator_value!.Value);
                writer.Write(eps!.Value);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            public long step;
            public Tensor sum = null!;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options)
            {
                step = 0;
                sum = full_like(_parameter, ((Options)options).initial_accumulator_value!.Value).DetachFromDisposeScope();
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                writer.Write(step);
                StateBytes.Write(writer, sum);
            }

            public override void LoadStateDict(OptimizerState source) => StateBytes.Copy(source.SaveStateDict, LoadStateDict);

            public override void LoadStateDict(BinaryReader reader)
            {
                step = reader.ReadInt64();
                StateBytes.Read(reader, _parameter, ref sum!);
            }

            public void Dispose()
            {
                sum.Dispose();
            }

            internal void Update(Tensor parameter, Tensor gradient, Options o)
            {
                var lr = o.LearningRate!.Value;
                step++;
                if (o.weight_decay != 0) gradient = gradient + parameter * o.weight_decay!.Value;
                sum.add_(gradient.square());
                parameter.add_(gradient / (sum.sqrt() + o.eps!.Value), -lr / (1 + (step - 1) * o.lr_decay!.Value));
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

            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10)
                : base(parameters, new Options { LearningRate = lr, lr_decay = lr_decay, weight_decay = weight_decay, initial_accumulator_value = initial_accumulator_value, eps = eps })
            {
            }
        }
    }
}
