"""Payloads that are the same in every run, and how to compare them."""

import hashlib
import os
import random


def make_file(path, size, seed=1):
    """A file of pseudo-random bytes."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    source = random.Random(seed)
    with open(path, "wb") as out:
        left = size
        while left > 0:
            chunk = min(left, 1 << 20)
            out.write(source.randbytes(chunk))
            left -= chunk
    return path


def make_tree(root, files):
    """Files by relative name and size."""
    for number, (name, size) in enumerate(sorted(files.items())):
        make_file(os.path.join(root, name), size, seed=number + 7)
    return root


def digest(path):
    """SHA-256 of a file, or of a tree with its names."""
    if os.path.isfile(path):
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() if hasattr(hashlib, "file_digest") \
                else hashlib.sha256(file.read()).hexdigest()
    total = hashlib.sha256()
    for folder, folders, names in sorted(os.walk(path)):
        folders.sort()
        for name in sorted(names):
            full = os.path.join(folder, name)
            total.update(os.path.relpath(full, path).encode())
            total.update(digest(full).encode())
    return total.hexdigest()


def corrupt(path, every):
    """Flips a byte at each multiple of `every`, and at the very start."""
    size = os.path.getsize(path)
    with open(path, "r+b") as file:
        for at in range(0, size, every):
            file.seek(at)
            byte = file.read(1)[0]
            file.seek(at)
            file.write(bytes([byte ^ 0xFF]))
