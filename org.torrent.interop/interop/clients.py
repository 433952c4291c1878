"""The clients: this runtime, libtorrent (in process), Transmission, aria2, and the tracker opentracker."""

import json
import os
import socket
import struct
import subprocess

import libtorrent as lt

from interop.processes import Process, await_true

LAUNCHER = os.path.normpath(os.path.join(os.path.dirname(__file__), "../../run/torrent"))


class Ours:
    """This runtime by its launcher, with a state directory of its own."""

    def __init__(self, home, ip="10.77.0.1", java_options="", launcher=LAUNCHER):
        self.launcher = launcher
        self.home = home
        self.ip = ip
        self.environment = dict(os.environ, TORRENT_HOME=home)
        self.environment["TORRENT_JAVA_OPTS"] = ("-Xmx512m -Dtorrent.dht=off " + java_options).strip()

    def start(self, *arguments):
        return Process([self.launcher, *arguments], env=self.environment)

    def get(self, source, directory, *arguments, timeout=60):
        listen = f"[{self.ip}]:0" if ":" in self.ip else f"{self.ip}:0"
        return self.start("get", source, "--dir", directory, "--listen", listen, "--timeout", timeout, *arguments)

    def seed(self, torrent, directory, *arguments, port=0):
        """Starts seeding; the process and its address as a (host, port) pair."""
        host = f"[{self.ip}]" if ":" in self.ip else self.ip
        process = self.start("seed", torrent, "--dir", directory, "--listen", f"{host}:{port}", *arguments)
        line = process.await_line("listening on ")
        address = line.split("listening on ", 1)[1].split()[0]
        found_host, found_port = address.rsplit(":", 1)
        return process, (found_host.strip("[]"), int(found_port))

    def create(self, path, out, *arguments):
        subprocess.run(
            [self.launcher, "create", path, "-o", out, *map(str, arguments)],
            env=self.environment, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        return out


class Libtorrent:
    """One libtorrent session, TCP only, on an address of its own."""

    def __init__(self, ip, **settings):
        host = f"[{ip}]" if ":" in ip else ip
        self.ip = ip
        self.session = lt.session({
            "listen_interfaces": f"{host}:0",
            "outgoing_interfaces": ip,
            "enable_dht": False,
            "enable_lsd": False,
            "enable_upnp": False,
            "enable_natpmp": False,
            "enable_incoming_utp": False,
            "enable_outgoing_utp": False,
            "allow_multiple_connections_per_ip": True,
            "in_enc_policy": 1,
            "out_enc_policy": 2,
            "alert_mask": 0,
            **settings,
        })

    def _add(self, parameters, directory, peers):
        parameters.save_path = directory
        parameters.flags &= ~lt.torrent_flags.auto_managed
        parameters.flags &= ~lt.torrent_flags.paused
        handle = self.session.add_torrent(parameters)
        for peer in peers:
            handle.connect_peer(peer)
        return handle

    def get(self, source, directory, peers=()):
        """Downloads a .torrent file or a magnet link."""
        os.makedirs(directory, exist_ok=True)
        if source.startswith("magnet:"):
            parameters = lt.parse_magnet_uri(source)
        else:
            parameters = lt.add_torrent_params()
            parameters.ti = lt.torrent_info(source)
        return self._add(parameters, directory, peers)

    def seed(self, torrent, directory, peers=(), unchecked=False):
        """Seeds; `unchecked` believes the files without looking, so that corrupt ones are served."""
        parameters = lt.add_torrent_params()
        parameters.ti = lt.torrent_info(torrent)
        if unchecked:
            parameters.flags |= lt.torrent_flags.seed_mode
        handle = self._add(parameters, directory, peers)
        await_true("libtorrent seeds", lambda: handle.status().is_seeding)
        return handle

    @property
    def address(self):
        return self.ip, self.session.listen_port()

    @property
    def peer(self):
        host = f"[{self.ip}]" if ":" in self.ip else self.ip
        return f"{host}:{self.session.listen_port()}"

    def close(self):
        for handle in self.session.get_torrents():
            self.session.remove_torrent(handle)
        self.session.pause()
        del self.session


class Transmission:
    """transmission-daemon, driven by transmission-remote."""

    PEER_PORT = 51413
    RPC_PORT = 9091

    def __init__(self, home, ip, **settings):
        self.home = home
        self.ip = ip
        os.makedirs(home, exist_ok=True)
        with open(os.path.join(home, "settings.json"), "w", encoding="utf-8") as file:
            json.dump({
                "dht-enabled": False, "lpd-enabled": False, "utp-enabled": False, "pex-enabled": True,
                "port-forwarding-enabled": False, "rpc-bind-address": ip, "rpc-port": self.RPC_PORT,
                "rpc-whitelist-enabled": False, "rpc-host-whitelist-enabled": False,
                "bind-address-ipv4": ip, "peer-port": self.PEER_PORT, "encryption": 1,
                "peer-id-ttl-hours": 6, "preallocation": 0, "start-added-torrents": True,
                **settings,
            }, file)
        self.process = Process(["transmission-daemon", "-f", "-g", home])
        await_true("transmission answers", lambda: self.remote("-l", check=False).returncode == 0, 30)

    def remote(self, *arguments, check=True):
        return subprocess.run(
            ["transmission-remote", f"{self.ip}:{self.RPC_PORT}", *arguments],
            capture_output=True, check=check, stdin=subprocess.DEVNULL)

    def add(self, source, directory):
        os.makedirs(directory, exist_ok=True)
        self.remote("-a", source, "-w", directory)

    def percent(self):
        rows = self.remote("-l").stdout.decode().splitlines()[1:-1]
        return rows[0].split()[1] if rows else ""

    def await_complete(self, timeout=90):
        await_true(lambda: f"transmission is complete (it is at {self.percent()})",
                   lambda: self.percent() == "100%", timeout)

    def peers(self):
        """The addresses it is connected to."""
        return self.remote("-t", "1", "-ip").stdout.decode()

    @property
    def address(self):
        return self.ip, self.PEER_PORT

    @property
    def peer(self):
        return f"{self.ip}:{self.PEER_PORT}"

    def close(self):
        self.process.terminate()


class Aria2:
    """aria2c on one torrent: downloads, then seeds until closed."""

    PORT = 6951

    def __init__(self, ip, source, directory, seconds=120):
        self.ip = ip
        os.makedirs(directory, exist_ok=True)
        self.process = Process([
            "aria2c", "--no-conf", "--enable-dht=false", "--enable-dht6=false", "--bt-enable-lpd=false",
            "--enable-peer-exchange=false", "--check-integrity=true", "--seed-ratio=0.0", "--file-allocation=none",
            f"--interface={ip}", f"--listen-port={self.PORT}", f"--dir={directory}", f"--stop={seconds}",
            "--summary-interval=1", "--console-log-level=notice", "--bt-min-crypto-level=plain",
            "--follow-torrent=mem", source,
        ])
        self.process.await_line("listening on TCP port")

    def await_complete(self, timeout=90):
        self.process.await_line("SEED(", timeout)  # its summary, once it has every piece

    @property
    def peer(self):
        return f"{self.ip}:{self.PORT}"

    def close(self):
        self.process.terminate()


class Opentracker:
    """opentracker for the given info hashes (Debian's build asks for a whitelist)."""

    PORT = 6969

    def __init__(self, home, ip, *info_hashes):
        os.makedirs(home, exist_ok=True)
        whitelist = os.path.join(home, "whitelist")
        with open(whitelist, "w", encoding="ascii") as file:
            file.writelines(f"{info_hash}\n" for info_hash in info_hashes)
        os.chmod(home, 0o755)
        self.url = f"http://{ip}:{self.PORT}/announce"
        self.process = Process(["opentracker", "-i", ip, "-p", str(self.PORT), "-P", str(self.PORT), "-w", whitelist])
        await_true("opentracker listens", lambda: self.answers(ip))

    def answers(self, ip):
        """Whether it gives a connection id (BEP 15)."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(0.2)
            try:
                asking.connect((ip, self.PORT))
                asking.send(struct.pack(">QII", 0x41727101980, 0, 1))
                return len(asking.recv(100)) >= 16
            except OSError:
                return False

    def close(self):
        self.process.terminate()


def info_hash(torrent):
    return str(lt.torrent_info(torrent).info_hash())


def magnet(torrent, *peers):
    """A magnet link with nothing but the info hash and addresses."""
    return f"magnet:?xt=urn:btih:{info_hash(torrent)}" + "".join(f"&x.pe={peer}" for peer in peers)


def make_torrent(path, out, piece_bytes=0, tracker=None, private=False):
    """A v1 .torrent made by libtorrent, so that ours are not only tested with themselves."""
    storage = lt.file_storage()
    lt.add_files(storage, path)
    creator = lt.create_torrent(storage, piece_bytes, flags=lt.create_torrent.v1_only)
    if tracker:
        creator.add_tracker(tracker)
    creator.set_priv(private)
    lt.set_piece_hashes(creator, os.path.dirname(path))
    with open(out, "wb") as file:
        file.write(lt.bencode(creator.generate()))
    return out
