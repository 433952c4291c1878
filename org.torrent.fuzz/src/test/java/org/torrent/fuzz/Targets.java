package org.torrent.fuzz;

import static org.torrent.fuzz.FuzzTarget.text;

import java.util.List;
import org.torrent.console.shell.ConsoleLinesFuzz;
import org.torrent.deploy.jar.DeployedJarFuzz;
import org.torrent.dht.krpc.KrpcFuzz;
import org.torrent.ext.metadata.MetadataMessageFuzz;
import org.torrent.ext.pex.PexMessageFuzz;
import org.torrent.ipfilter.FilterLineFuzz;
import org.torrent.launcher.CommandLineFuzz;
import org.torrent.launcher.JarCheckFuzz;
import org.torrent.launcher.PropertiesFuzz;
import org.torrent.session.ResumeRecordFuzz;
import org.torrent.session.component.ConfigurationFuzz;
import org.torrent.storage.journal.JournalFuzz;
import org.torrent.tracker.http.AnnounceFuzz;
import org.torrent.tracker.udp.UdpAnswerFuzz;

/** Every reader of bytes from outside: a new one gets a row here, and a corpus of its name. */
public final class Targets {
    private static final long KIB = 1024;

    /** All, in a fixed order. */
    public static final List<FuzzTarget> ALL = List.of(
            new FuzzTarget("bencode", "bencode as tokens and as a tree", 250, 64 * KIB, ModelTargets::bencode),
            new FuzzTarget("torrent", ".torrent files", 500, 64 * KIB, MetainfoTargets::torrent),
            new FuzzTarget("info", "metadata from peers", 500, 64 * KIB, MetainfoTargets::info),
            new FuzzTarget("magnet", "magnet links", 1_000, 64 * KIB, text(ModelTargets::magnet)),
            new FuzzTarget("host-port", "HOST:PORT", 250, 16 * KIB, text(ModelTargets::hostPort)),
            new FuzzTarget("bitfield", "bit fields", 100, 64 * KIB, ModelTargets::bitfield),
            new FuzzTarget("messages", "handshake and messages of peers", 250, 64 * KIB, ProtocolTargets::messages),
            new FuzzTarget("extended-handshake", "extension handshakes", 250, 64 * KIB, ProtocolTargets::extended),
            new FuzzTarget("ut-metadata", "messages of BEP 9", 200, 64 * KIB, MetadataMessageFuzz::read),
            new FuzzTarget("pex", "messages of BEP 11", 250, 64 * KIB, PexMessageFuzz::read),
            new FuzzTarget("announce", "answers of trackers", 100, 64 * KIB, AnnounceFuzz::read),
            new FuzzTarget("udp-tracker", "datagrams of UDP trackers", 250, 64 * KIB, UdpAnswerFuzz::read),
            new FuzzTarget("krpc", "datagrams of DHT nodes", 250, 64 * KIB, KrpcFuzz::read),
            new FuzzTarget("ip-list", "lists of addresses", 250, 64 * KIB, text(FilterLineFuzz::read)),
            new FuzzTarget("url", "URLs, redirects, requests", 1_000, 128 * KIB, text(HttpTargets::url)),
            new FuzzTarget("http", "answers of web servers", 250, 1024 * KIB, HttpTargets::answer),
            new FuzzTarget("resume-record", "records of torrents", 250, 64 * KIB, ResumeRecordFuzz::read),
            new FuzzTarget("state", "files of small states", 50, 64 * KIB, StateTargets::state),
            new FuzzTarget("journal", "the journal", 20_000, 512 * KIB, JournalFuzz::read),
            new FuzzTarget("flags", "values of flags", 500, 64 * KIB, text(SettingTargets::flags)),
            new FuzzTarget("settings", "values of the configuration", 1_000, 64 * KIB, text(SettingTargets::settings)),
            new FuzzTarget(
                    "configuration", "a configuration and the next", 4_000, 256 * KIB, text(ConfigurationFuzz::read)),
            new FuzzTarget("command-line", "arguments", 4_000, 512 * KIB, text(CommandLineFuzz::read)),
            new FuzzTarget("properties", "files of conf/", 500, 64 * KIB, PropertiesFuzz::read),
            new FuzzTarget("jar", "jars that ship", 1_000, 1024 * KIB, JarCheckFuzz::read),
            new FuzzTarget("deployed-jar", "jars in a deploy folder", 1_000, 1024 * KIB, DeployedJarFuzz::read),
            new FuzzTarget("console-lines", "commands that are piped", 500, 64 * KIB, ConsoleLinesFuzz::read),
            new FuzzTarget("text", "text that is shown, in six ways", 1_500, 64 * KIB, text(TextTargets::shown)),
            new FuzzTarget("file-numbers", "numbers of files", 250, 8 * 1024 * KIB, text(TextTargets::fileNumbers)));

    private Targets() {}

    /** The target of that name. */
    static FuzzTarget named(String name) {
        return ALL.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no target " + name));
    }
}
