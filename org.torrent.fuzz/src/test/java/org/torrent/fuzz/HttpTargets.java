package org.torrent.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.torrent.http.Answer;
import org.torrent.http.AnswerReader;
import org.torrent.http.Limits;
import org.torrent.http.Problem;
import org.torrent.http.Route;
import org.torrent.http.Target;
import org.torrent.model.UrlText;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.http.HttpResponse;

/** What the HTTP client reads. */
final class HttpTargets {
    private static final int BODY_BYTES = 64 * 1024;

    private HttpTargets() {}

    /** A URL and, on a second line, where a server sends us from there. No line of a request can be ended by either. */
    static void url(String text) {
        String[] lines = text.split("\n", 2);
        Check.that(printable(UrlText.shown(lines[0])), "what is shown of a URL is not printable");
        try {
            Target target = Target.parse(lines[0]);
            check(target);
            checkRequest(new Route(HttpRequest.to(lines[0]).build(), "agent"));
            if (lines.length == 2) {
                Target next = target.resolve(lines[1]);
                check(next);
                Check.that(next.secure() || !target.secure(), "leaves https");
            }
        } catch (Problem e) {
            Check.isOneLine(e);
        }
    }

    private static boolean printable(String text) {
        return text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    }

    private static void check(Target target) throws Problem {
        Check.that(target.port() >= 1 && target.port() <= 65535, "the port");
        Check.that(!target.host().isEmpty(), "no host");
        Check.that(target.pathAndQuery().startsWith("/"), "the path");
        Check.that(target.pathAndQuery().chars().allMatch(c -> c > 0x20 && c < 0x7f), "a path that ends the line");
        Check.that(target.authority().chars().allMatch(c -> c > 0x20 && c < 0x7f), "a host that ends the line");
        if (target.url().length() <= Limits.URL_CHARS) {
            Check.equal(Target.parse(target.url()), target, "the URL again");
        }
    }

    private static void checkRequest(Route route) {
        String request = new String(route.request(), StandardCharsets.ISO_8859_1);
        String[] lines = request.split("\r\n", -1);
        Check.that(lines[0].startsWith("GET /") && lines[0].endsWith(" HTTP/1.1"), "the request line");
        Check.that(lines.length >= 8 && lines.length <= 9, "a request of " + lines.length + " lines");
        Check.that(request.chars().filter(c -> c == '\n').count() == lines.length - 1, "a bare line feed");
    }

    /** An answer in one portion and byte by byte; if it redirects, where it leads. */
    static void answer(byte[] input) throws IOException {
        Answer whole = read(new ByteArrayInputStream(input));
        Answer slow = read(new OneByOne(input));
        Check.equal(slow == null, whole == null, "byte by byte refused");
        if (whole == null) {
            return;
        }
        Check.equal(slow.body(), whole.body(), "byte by byte, the body");
        Check.equal(slow.headers(), whole.headers(), "byte by byte, the headers");
        Check.that(whole.body().length <= BODY_BYTES, "the body is too long");
        follow(whole);
    }

    private static Answer read(InputStream in) throws IOException {
        try {
            return new AnswerReader(in, BODY_BYTES).read();
        } catch (Problem e) {
            Check.isOneLine(e);
            return null;
        } catch (java.io.EOFException e) {
            return null;
        }
    }

    private static void follow(Answer answer) {
        try {
            Route route = new Route(HttpRequest.to("http://192.0.2.1/a/b?c").build(), "agent");
            if (route.follow(answer, java.net.InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}))) {
                checkRequest(route);
                check(route.target());
            } else {
                HttpResponse response = route.response(answer);
                Check.that(printable(response.reason()), "a reason that is not printable");
            }
        } catch (Problem e) {
            Check.isOneLine(e);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** A connection on which each read brings one byte. */
    private static final class OneByOne extends InputStream {
        private final byte[] bytes;
        private int at;

        OneByOne(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return at < bytes.length ? bytes[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            int next = read();
            if (next < 0) {
                return -1;
            }
            into[offset] = (byte) next;
            return 1;
        }

        @Override
        public String toString() {
            return Arrays.toString(bytes);
        }
    }
}
