# The twin of ../Workloads/Dcgan.cs.
import torch
import torch.nn.functional as F
from torch import nn

from timing import training

BATCH, LATENTS = 128, 100


def make_generator():
    return nn.Sequential(
        nn.ConvTranspose2d(LATENTS, 128, 7, 1, 0, bias=False), nn.BatchNorm2d(128), nn.ReLU(True),
        nn.ConvTranspose2d(128, 64, 4, 2, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU(True),
        nn.ConvTranspose2d(64, 1, 4, 2, 1), nn.Tanh())


def make_discriminator():
    return nn.Sequential(
        nn.Conv2d(1, 64, 4, 2, 1), nn.LeakyReLU(0.2, True),
        nn.Conv2d(64, 128, 4, 2, 1, bias=False), nn.BatchNorm2d(128), nn.LeakyReLU(0.2, True),
        nn.Flatten(), nn.Linear(128 * 49, 1))


def main():
    generator, discriminator = make_generator(), make_discriminator()
    generator_adam = torch.optim.Adam(generator.parameters(), lr=2e-4, betas=(0.5, 0.999))
    discriminator_adam = torch.optim.Adam(discriminator.parameters(), lr=2e-4, betas=(0.5, 0.999))
    batches = [torch.rand(BATCH, 1, 28, 28) * 2 - 1 for _ in range(8)]
    real, generated = torch.ones(BATCH, 1), torch.zeros(BATCH, 1)
    bce = F.binary_cross_entropy_with_logits

    def step(i):
        fake = generator(torch.randn(BATCH, LATENTS, 1, 1))
        discriminator_adam.zero_grad(set_to_none=True)
        discriminator_loss = bce(discriminator(batches[i % 8]), real) + bce(discriminator(fake.detach()), generated)
        discriminator_loss.backward()
        discriminator_adam.step()

        generator_adam.zero_grad(set_to_none=True)
        generator_loss = bce(discriminator(fake), real)
        generator_loss.backward()
        generator_adam.step()
        return discriminator_loss + generator_loss

    training("dcgan", step)


if __name__ == "__main__":
    main()
