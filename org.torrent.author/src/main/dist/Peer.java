import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A peer to try an extension with: {@code java Peer.java HOST:PORT FILE.torrent NAME [TEXT]}. It connects, offers the extension
 * NAME (BEP 10), sends TEXT by it when the other side offers it too, prints the first message of NAME that comes, and ends.
 * Needs nothing but Java.
 */
final class Peer {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MESSAGE_BYTES_MAX = 1 << 20;
    private static final int EXTENDED = 20;
    private static final int OUR_ID = 7;
    private static final byte[] PROTOCOL = "\u0013BitTorrent protocol".getBytes(StandardCharsets.ISO_8859_1);

    private final String name;
    private final String text;
    private final DataInputStream in;
    private final DataOutputStream out;
    private boolean said;

    private Peer(Socket socket, String name, String text) throws IOException {
        this.name = name;
        this.text = text;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 3 || arguments.length > 4) {
            System.err.println("usage: java Peer.java HOST:PORT FILE.torrent NAME [TEXT]");
            System.exit(2);
        }
        int colon = arguments[0].lastIndexOf(':');
        byte[] infoHash = infoHash(Files.readAllBytes(Path.of(arguments[1])));
        try (Socket socket = new Socket(arguments[0].substring(0, colon), Integer.parseInt(arguments[0].substring(colon + 1)))) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            Peer peer = new Peer(socket, arguments[2], arguments.length > 3 ? arguments[3] : null);
            peer.greet(infoHash);
            peer.listen();
        } catch (IOException e) {
            System.err.println("no message of " + arguments[2] + " came: " + e);
            System.exit(1);
        }
    }

    private void greet(byte[] infoHash) throws IOException {
        byte[] reserved = {0, 0, 0, 0, 0, 0x10, 0, 0};
        out.write(PROTOCOL);
        out.write(reserved);
        out.write(infoHash);
        out.write("-TP0001-abcdefghijkl".getBytes(StandardCharsets.US_ASCII));
        in.readFully(new byte[PROTOCOL.length + reserved.length + infoHash.length + 20]);
        send(0, ("d1:md" + name.length() + ":" + name + "i" + OUR_ID + "eee").getBytes(StandardCharsets.ISO_8859_1));
    }

    private void send(int id, byte[] body) throws IOException {
        out.writeInt(2 + body.length);
        out.writeByte(EXTENDED);
        out.writeByte(id);
        out.write(body);
    }

    /** Until a message of the extension comes. */
    private void listen() throws IOException {
        while (true) {
            int length = in.readInt();
            if (length < 0 || length > MESSAGE_BYTES_MAX) {
                throw new IOException("a message of " + length + " bytes");
            }
            byte[] message = new byte[length];
            in.readFully(message);
            if (length < 2 || message[0] != EXTENDED) {
                continue;
            }
            byte[] body = Arrays.copyOfRange(message, 2, length);
            if (message[1] == OUR_ID) {
                System.out.println(new String(body, StandardCharsets.UTF_8));
                return;
            } else if (message[1] == 0) {
                onHandshake(new String(body, StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** Each handshake: an extension may be deployed later. */
    private void onHandshake(String dictionary) throws IOException {
        String key = name.length() + ":" + name + "i";
        int at = dictionary.indexOf(key);
        if (at < 0 || text == null || said) {
            return;
        }
        int start = at + key.length();
        int id = Integer.parseInt(dictionary.substring(start, dictionary.indexOf('e', start)));
        if (id > 0) {
            said = true;
            send(id, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** SHA-1 of the value of {@code info} (BEP 3). */
    private static byte[] infoHash(byte[] torrent) throws Exception {
        int at = 1;
        while (torrent[at] != 'e') {
            int key = skip(torrent, at);
            int end = skip(torrent, key);
            if (new String(torrent, at, key - at, StandardCharsets.ISO_8859_1).equals("4:info")) {
                return MessageDigest.getInstance("SHA-1").digest(Arrays.copyOfRange(torrent, key, end));
            }
            at = end;
        }
        throw new IOException("no .torrent file: it has no info");
    }

    /** Where the bencoded value ends that begins there. */
    private static int skip(byte[] bytes, int at) {
        int end = at + 1;
        if (bytes[at] == 'i') {
            while (bytes[end++] != 'e') {}
            return end;
        }
        if (bytes[at] == 'l' || bytes[at] == 'd') {
            while (bytes[end] != 'e') {
                end = skip(bytes, end);
            }
            return end + 1;
        }
        while (bytes[end] != ':') {
            end++;
        }
        return end + 1 + Integer.parseInt(new String(bytes, at, end - at, StandardCharsets.US_ASCII));
    }
}
