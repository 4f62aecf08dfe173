using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        // Every optimizer also takes what module.named_parameters() gives; the names are not used.
        public static Adadelta Adadelta(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
            bool maximize = false) =>
            Adadelta(parameters.Select(static p => p.parameter), lr, rho, eps, weight_decay, maximize);

        public static Adagrad Adagrad(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0,
            double initial_accumulator_value = 0, double eps = 1e-10) =>
            Adagrad(parameters.Select(static p => p.parameter), lr, lr_decay, weight_decay, initial_accumulator_value, eps);

        public static Adam Adam(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            Adam(parameters.Select(static p => p.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        public static AdamW AdamW(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            AdamW(parameters.Select(static p => p.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        public static Adamax Adamax(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0) =>
            Adamax(parameters.Select(static p => p.parameter), lr, beta1, beta2, eps, weight_decay);

        public static ASGD ASGD(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.001, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
            double weight_decay = 0, bool maximize = false) =>
            ASGD(parameters.Select(static p => p.parameter), lr, lambd, alpha, t0, weight_decay, maximize);

        public static LBFGS LBFGS(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, long max_iter = 20, long? max_eval = null,
            double tolerange_grad = 1e-5, double tolerance_change = 1e-9, long history_size = 100) =>
            LBFGS(parameters.Select(static p => p.parameter), lr, max_iter, max_eval, tolerange_grad, tolerance_change, history_size);

        public static NAdam NAdam(
            IEnumerable<(string name, Parameter parameter)> named_parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999,
            double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3) =>
            NAdam(named_parameters.Select(static p => p.parameter), lr, beta1, beta2, eps, weight_decay, momentum_decay);

        public static RAdam RAdam(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0) =>
            RAdam(parameters.Select(static p => p.parameter), lr, beta1, beta2, eps, weight_decay);

        public static RMSProp RMSProp(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
            double momentum = 0, bool centered = false, bool maximize = false) =>
            RMSProp(parameters.Select(static p => p.parameter), lr, alpha, eps, weight_decay, momentum, centered, maximize);

        public static Rprop Rprop(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2,
            double min_step = 1e-6, double max_step = 50, bool maximize = false) =>
            Rprop(parameters.Select(static p => p.parameter), lr, etaminus, etaplus, min_step, max_step, maximize);

        public static SGD SGD(
            IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0,
            double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
            SGD(parameters.Select(static p => p.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);
    }
}
