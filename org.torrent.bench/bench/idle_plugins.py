"""A bundle of full plugins that override nothing, and this runtime with it."""

import os
import subprocess
import zipfile

from bench.our_side import OurSide

COUNT = 10
NAME = "org.torrent.bench.IdlePlugin"
ROOT = os.path.normpath(os.path.join(os.path.dirname(__file__), "../.."))
CLASSES = os.path.join(ROOT, "org.torrent.bench/target/classes")

COMPONENT = """<scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="idle{number}">
  <implementation class="{name}"/>
  <service><provide interface="org.torrent.ext.api.TorrentPluginFactory"/></service>
</scr:component>
"""

MANIFEST = """Manifest-Version: 1.0
Bundle-ManifestVersion: 2
Bundle-SymbolicName: idle
Bundle-Version: 1.0.0
Import-Package: org.torrent.ext.api;version="[1.0,2)"
Require-Capability: osgi.extender;filter:="(osgi.extender=osgi.component)"
Service-Component: OSGI-INF/*.xml
"""


def jar(path):
    """Writes the bundle."""
    folder = os.path.join(CLASSES, *NAME.split(".")[:-1])
    if not os.path.exists(os.path.join(folder, "IdlePlugin.class")):
        subprocess.run(["mvn", "-B", "-q", "package", "-DskipTests", "-pl", "org.torrent.bench", "-am"],
                       cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("META-INF/MANIFEST.MF", MANIFEST)
        for number in range(COUNT):
            out.writestr(f"OSGI-INF/idle{number}.xml", COMPONENT.format(number=number, name=NAME))
        for file in sorted(os.listdir(folder)):
            if file.startswith("IdlePlugin"):
                out.write(os.path.join(folder, file), "org/torrent/bench/" + file)


class IdlePluginsSide(OurSide):
    """This runtime with the bundle."""

    name = f"ours, {COUNT} idle plugins"

    def __init__(self, home, ip, java_options):
        super().__init__(home, ip, java_options)
        bundle = os.path.join(home, "idle.jar")
        jar(bundle)
        self.child.say(f"felix:start file:{bundle}")
        while self._active() < COUNT:
            pass  # each question waits for its answer

    def _active(self):
        return sum(p["bundle"] == "idle" and p["state"] == "active" for p in self._ask("plugins", "plugins"))
