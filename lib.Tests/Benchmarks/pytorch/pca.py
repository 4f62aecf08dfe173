# The twin of ../Workloads/PrincipalComponents.cs: data of PyTorch, the components of scikit-learn.
import torch
from sklearn.decomposition import PCA

from timing import training

IMAGES, PIXELS = 60000, 784


def main():
    data = (torch.randn(IMAGES, PIXELS) * torch.linspace(0, -4, PIXELS).exp() + 0.5).numpy()
    training("pca, all components", lambda i: PCA(svd_solver="full").fit(data).explained_variance_.max())


if __name__ == "__main__":
    main()
