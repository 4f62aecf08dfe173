namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Adam with Nesterov momentum (Dozat 2016).</summary>
            public static NAdam NAdam(IEnumerable<Parameter> named_parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3) =>
                new(named_parameters, lr, beta1, beta2, eps, weight_decay, momentum_decay);

            public static NAdam NAdam(IEnumerable<NAdam.ParamGroup> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, momentum_decay);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Adam with Nesterov momentum (Dozat 2016).</summary>
    public class NAdam : OptimizerHelper, optim.IBetas
    {
        public NAdam(IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3)
            : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, momentum_decay)
        {
        }

        public NAdam(IEnumerable<ParamGroup> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3)
        {
            OptimizerSetting.ThrowIfNegative(lr, "learning rate");
            OptimizerSetting.ThrowIfNoDecay(beta1);
            OptimizerSetting.ThrowIfNoDecay(beta2);
            OptimizerSetting.ThrowIfNegative(eps);
            OptimizerSetting.ThrowIfNegative(weight_decay);
            OptimizerSetting.ThrowIfNegative(momentum_decay);
            _defaults = new Options
            {
                LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, momentum_decay = momentum_decay,
            };
            foreach (var group in parameters) add_param_group(group);
        }

        public (double, double) Betas
        {
            get => ParamGroups.OfType<ParamGroup>().Select(g => g.Betas).First();
            set
            {
                foreach (var group in ParamGroups.OfType<ParamGroup>()) group.Betas = value;
            }
        }

        public override void add_param_group(Modules.ParamGroup param_group)
        {
            var defaults = (Options)_defaults;
            var options = param_group.Options as Options ?? new Options();
            options.LearningRate ??= defaults.LearningRate;
            options.InitialLearningRate = options.LearningRate!.Value;
            options.beta1 ??= defaults.beta1;
            options.beta2 ??= defaults.beta2;
            options.eps ??= defaults.eps;
            options.weight_decay ??= defaults.weight_decay;
            options.momentum_decay ??= defaults.momentum_decay;
            param_group.Options = options;
            Register(param_group, static p => new State(p));
        }

        public override Tensor? step(Func<Tensor>? closure = null) => Step<State, Options>(
            static (state, parameter, gradient, options) => state.Update(parameter, gradient, options), closure);

        /// <summary>Settings of a group; null means the optimizer's own.</summary>
        public class Options : OptimizerOptions
        {
            public double? beta1;
            public double? beta2;
            public double? eps;
            public double? weight_decay;
            public double? momentum_decay;

            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                beta1 = reader.ReadDouble();
                beta2 = reader.ReadDouble();
                eps = reader.ReadDouble();
                weight_decay = reader.ReadDouble();
                momentum_decay = reader.ReadDouble();
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                writer.Write(beta1!.Value);
                writer.Write(beta2!.Value);
                writer.Write(eps!.Value);
                writer.Write(weight_decay!.Value);
                writer.Write(momentum_decay!.Value);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            public long step;
            public double mu_product = 1;
            public Tensor exp_avg = null!;
            public Tensor exp_avg_sq = null!;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options)
            {
                step = 0;
                mu_product = 1;
                exp_avg = zeros_like(_parameter).DetachFromDisposeScope();
                exp_avg_sq = zeros_like(_parameter).DetachFromDisposeScope();
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                writer.Write(step);
                writer.Write(mu_product);
                StateBytes.Write(writer, exp_avg);
                StateBytes.Write(writer, exp_avg_sq);
            }

            public override void LoadStateDict(OptimizerState source) => StateBytes.Copy(source.SaveStateDict, LoadStateDict);

            public override void LoadStateDict(BinaryReader reader)
            {
                step = reader.ReadInt64();
                mu_product = reader.ReadDouble();
                StateBytes.Read(reader, _parameter, ref exp_avg!);
                StateBytes.Read(reader, _parameter, ref exp_avg_sq!);
            }

            public void Dispose()
            {
                exp_avg.Dispose();
                exp_avg_sq.Dispose();
            }

            internal void Update(Tensor parameter, Tensor gradient, Options o)
            {
                var lr = o.LearningRate!.Value;
                step++;
                if (o.weight_decay != 0) gradient = gradient + parameter * o.weight_decay!.Value;
                double beta1 = o.beta1!.Value, beta2 = o.beta2!.Value;
                var mu = beta1 * (1 - 0.5 * Math.Pow(0.96, step * o.momentum_decay!.Value));
                var next = beta1 * (1 - 0.5 * Math.Pow(0.96, (step + 1) * o.momentum_decay!.Value));
                mu_product *= mu;
                exp_avg.mul_(beta1).add_(gradient, 1 - beta1);
                exp_avg_sq.mul_(beta2).add_(gradient.square(), 1 - beta2);
                var root = (exp_avg_sq / (1 - Math.Pow(beta2, step))).sqrt() + o.eps!.Value;
                parameter.add_(gradient / root, -lr * (1 - mu) / (1 - mu_product));
                parameter.add_(exp_avg / root, -lr * next / (1 - mu_product * next));
            }
        }

        /// <summary>Parameters that share settings.</summary>
        public class ParamGroup : ParamGroup<Options>, optim.IBetas
        {
            public ParamGroup()
            {
                base.Options = new Options();
            }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3)
                : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, momentum_decay = momentum_decay })
            {
            }

            public (double, double) Betas
            {
                get => (Options.beta1!.Value, Options.beta2!.Value);
                set => (Options.beta1, Options.beta2) = value;
            }
        }
    }
}
