"""A copy of the distribution with a bundle in its deploy folder that counts which hooks of plugins fire."""

import glob
import os
import shutil
import subprocess
import zipfile

from interop.processes import await_true

HERE = os.path.dirname(os.path.abspath(__file__))
DISTRIBUTION = os.path.normpath(os.path.join(HERE, "../../run/target/dist"))
SOURCE = os.path.join(HERE, "../hooks/HookCounter.java")
MANIFEST = """Manifest-Version: 1.0
Bundle-ManifestVersion: 2
Bundle-SymbolicName: org.torrent.interop.hooks
Bundle-Version: 1.0.0
Bundle-Activator: org.torrent.interop.hooks.HookCounter
Import-Package: org.osgi.framework,org.torrent.ext.api,org.torrent.api,
 org.torrent.model,org.torrent.model.bencode

"""


def pack(folder):
    """Compiles the bundle; the path of its jar."""
    classes = os.path.join(folder, "classes")
    jars = glob.glob(os.path.join(DISTRIBUTION, "**", "*.jar"), recursive=True)
    subprocess.run(
        ["javac", "-proc:none", "-nowarn", "-cp", os.pathsep.join(jars), "-d", classes, SOURCE],
        check=True, stdin=subprocess.DEVNULL)
    jar = os.path.join(folder, "hooks.jar")
    with zipfile.ZipFile(jar, "w") as out:
        out.writestr("META-INF/MANIFEST.MF", MANIFEST)
        for path in glob.glob(os.path.join(classes, "**", "*.class"), recursive=True):
            out.write(path, os.path.relpath(path, classes))
    return jar


def distribution(folder):
    """A distribution of its own that counts; the path of its launcher."""
    copy = os.path.join(folder, "dist")
    shutil.copytree(DISTRIBUTION, copy, ignore=shutil.ignore_patterns("data", "deploy"))
    os.makedirs(os.path.join(copy, "deploy"))
    shutil.move(pack(folder), os.path.join(copy, "deploy", "hooks.jar"))
    return os.path.join(copy, "bin", "torrent")


def counts(file):
    """Which hooks fired how often so far."""
    if not os.path.exists(file):
        return {}
    with open(file, encoding="ascii") as lines:
        return {name: int(count) for name, count in (line.split() for line in lines)}


def await_hooks(file, wanted, timeout=60):
    """Waits until each of them fired."""
    def missing():
        fired = counts(file)
        return sorted(name for name in wanted if name not in fired)
    await_true(lambda: f"hooks that did not fire: {missing()}, there are {sorted(counts(file))}",
               lambda: not missing(), timeout)
