package org.torrent.console.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.torrent.api.dht.DhtItem;
import org.torrent.api.dht.DhtService;
import org.torrent.api.dht.DhtStored;
import org.torrent.console.Answers;
import org.torrent.console.CommandFailure;
import org.torrent.console.text.SafeText;
import org.torrent.console.view.DhtLines;
import org.torrent.front.json.DhtDocument;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.options.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code torrent:dht}. */
@Command(
        name = "torrent:dht",
        description =
                "Show the node of the distributed hash table; look for an item, or leave one with other nodes (BEP 44).")
final class DhtCommand implements ShellCommand {
    private static final int SECRET_CHARS = 2 * DhtService.KEY_BYTES;

    @Parameters(index = "0", arity = "0..1", paramLabel = "get|put", description = "without: show the node")
    private String action;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ITEM",
            description = "get: its target (40 hexadecimal digits) or its owner's public key (64); put: a text")
    private String item;

    @Option(names = "--salt", paramLabel = "S", description = "which item of a key", defaultValue = "")
    private String salt;

    @Option(
            names = "--secret",
            paramLabel = "FILE",
            description =
                    "put: a file with the secret key, 64 hexadecimal digits; the item can be changed by whoever has it")
    private String secret;

    @Mixin
    private JsonOption json;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        DhtService dht = context.requireDht();
        if (action == null) {
            show(context, dht);
        } else if (item == null || !action.equals("get") && !action.equals("put")) {
            throw new CommandFailure(ExitStatus.USAGE, "say get ITEM, put ITEM or nothing; see torrent:dht --help");
        } else if (action.equals("get")) {
            get(context, dht);
        } else {
            put(context, dht);
        }
    }

    private void show(ShellContext context, DhtService dht) {
        if (json.isGiven()) {
            context.json(DhtDocument.of(dht.snapshot()));
        } else {
            context.print(DhtLines.of(dht.snapshot()));
        }
    }

    private void get(ShellContext context, DhtService dht) throws CommandFailure, InterruptedException {
        byte[] name = hex(item);
        CompletionStage<Optional<DhtItem>> stage;
        if (name.length == DhtService.TARGET_BYTES) {
            stage = dht.get(name);
        } else if (name.length == DhtService.KEY_BYTES) {
            stage = dht.get(name, saltBytes());
        } else {
            throw new CommandFailure(
                    ExitStatus.USAGE, "a target has 40 hexadecimal digits, a public key 64, not " + item.length());
        }
        Optional<DhtItem> found = Answers.await(stage, item);
        if (found.isEmpty()) {
            throw new CommandFailure(item + ": no node has such an item");
        }
        show(context, found.get());
    }

    private void show(ShellContext context, DhtItem found) {
        BencodeValue value = found.value();
        String text = value instanceof BencodeString string ? string.text() : null;
        byte[] encoded = BencodeEncoder.encode(value);
        if (json.isGiven()) {
            context.json(DhtDocument.item(HexFormat.of().formatHex(encoded), text, found.sequence()));
        } else {
            context.print(SafeText.oneLine(text == null ? new String(encoded, StandardCharsets.UTF_8) : text));
        }
    }

    private void put(ShellContext context, DhtService dht) throws CommandFailure, InterruptedException {
        CompletionStage<DhtStored> stage;
        try {
            BencodeValue value = BencodeString.of(item);
            stage = secret == null ? dht.put(value) : dht.put(seed(context), saltBytes(), value);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitStatus.USAGE, e.getMessage());
        }
        DhtStored stored = Answers.await(stage, "the item");
        if (json.isGiven()) {
            context.json(DhtDocument.of(stored));
        } else {
            String name = stored.key().isEmpty() ? stored.target() : stored.key();
            context.print(name + " is with " + stored.nodes() + " nodes");
        }
        if (stored.nodes() == 0) {
            throw new CommandFailure("no node was asked to keep the item; see torrent:dht");
        }
    }

    private byte[] saltBytes() {
        return salt.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] seed(ShellContext context) throws CommandFailure {
        Path file = context.workingDirectory().resolve(secret);
        try {
            if (Files.size(file) > SECRET_CHARS + 2) { // and a line break
                throw new CommandFailure(
                        file + ": not a secret key, which has " + SECRET_CHARS + " hexadecimal digits");
            }
            return hex(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new CommandFailure(file + ": can't be read: " + e);
        }
    }

    private static byte[] hex(String text) throws CommandFailure {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitStatus.USAGE, "not hexadecimal digits");
        }
    }
}
