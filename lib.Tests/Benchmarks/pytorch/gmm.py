# The twin of ../Workloads/GaussianMixtures.cs: data of PyTorch, the mixture of scikit-learn.
import warnings

import numpy
import torch
from sklearn.mixture import GaussianMixture

from timing import training

POINTS, DIMENSIONS, COMPONENTS = 60000, 32, 8


def main():
    warnings.simplefilter("ignore")   # ten iterations at a time never converge
    centres = torch.randn(COMPONENTS, DIMENSIONS, dtype=torch.float64) / 2
    data = (torch.randn(POINTS, DIMENSIONS, dtype=torch.float64) + centres.repeat_interleave(POINTS // COMPONENTS, 0)).numpy()
    identity = numpy.tile(numpy.eye(DIMENSIONS), (COMPONENTS, 1, 1))
    mixture = GaussianMixture(
        COMPONENTS, tol=0, max_iter=1, warm_start=True, init_params="random", weights_init=numpy.full(COMPONENTS, 1 / COMPONENTS),
        means_init=data[[k * 7501 for k in range(COMPONENTS)]], precisions_init=identity).fit(data)
    mixture.max_iter = 10   # from here on, each fit goes on where the last one ended

    def step(i):
        mixture.fit(data)
        return numpy.float64(mixture.lower_bound_ if i else mixture.score(data))

    training("gmm 10 iterations", step)


if __name__ == "__main__":
    main()
