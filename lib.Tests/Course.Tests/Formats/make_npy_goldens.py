#!/usr/bin/env python3
"""Writes Golden/*.npy and *.npz with numpy, for NpyTests.cs.

    python3 make_npy_goldens.py
"""
import os

import numpy as np

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Golden")
COUNT = np.arange(6).reshape(2, 3)


def save(name, array, version=None):
    with open(os.path.join(HERE, name + ".npy"), "wb") as f:
        np.lib.format.write_array(f, np.asanyarray(array), version=version)


for kind in ("f4", "f8", "i8", "i4", "i2", "i1", "u1"):
    save(kind, COUNT.astype(kind))
save("b1", COUNT % 2 == 1)
save("scalar", np.float32(2.5))
save("vector", np.array([1.5, -2.5], "f4"))
save("empty", np.zeros((0, 7), "f4"))
save("fortran", np.asfortranarray(np.arange(24, dtype="f4").reshape(2, 3, 4)))
save("version2", COUNT.astype("f4"), version=(2, 0))
save("version3", COUNT.astype("f4"), version=(3, 0))
save("complex", COUNT.astype("c8"))
save("structured", np.zeros(2, dtype=[("a", "f4"), ("b", "i4")]))
save("big-endian", COUNT.astype(">f4"))
np.savez(os.path.join(HERE, "plain.npz"), weight=COUNT.astype("f4"), steps=np.int64(7))
np.savez_compressed(os.path.join(HERE, "compressed.npz"), weight=np.ones((50, 40), "f8"))
