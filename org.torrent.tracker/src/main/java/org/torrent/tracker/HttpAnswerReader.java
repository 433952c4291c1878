package org.torrent.tracker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads one HTTP/1.x answer, bounded (RFC 9112). The connection is closed after it, so nothing behind it matters. */
final class HttpAnswerReader {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[0-9] ([0-9]{3})(?: (.*))?");
    private static final int MAX_SIZE_DIGITS = 8;

    private final InputStream in;
    private int headerBytes;

    HttpAnswerReader(InputStream in) {
        this.in = in;
    }

    HttpAnswer read() throws IOException, TrackerException {
        for (int i = 0; i <= Limits.INTERIM_ANSWERS; i++) {
            Matcher line = STATUS.matcher(readLine());
            if (!line.matches()) {
                throw new TrackerException("the answer is not HTTP");
            }
            int status = Integer.parseInt(line.group(1));
            Map<String, String> headers = readHeaders();
            if (status >= 200) {
                String reason = line.group(2) == null ? "" : line.group(2);
                boolean hasBody = status != 204 && status != 304 && !HttpAnswer.isRedirect(status);
                return new HttpAnswer(status, reason, headers, hasBody ? readBody(headers) : new byte[0]);
            }
        }
        throw new TrackerException("the answer does not come to an end");
    }

    private Map<String, String> readHeaders() throws IOException, TrackerException {
        Map<String, String> headers = new HashMap<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private String readLine() throws IOException, TrackerException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (++headerBytes > Limits.HEADER_BYTES) {
                throw new TrackerException(
                        "the headers of the answer are longer than " + Limits.HEADER_BYTES + " bytes");
            }
            line.write(b);
        }
        headerBytes++;
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private byte[] readBody(Map<String, String> headers) throws IOException, TrackerException {
        byte[] body = readTransfer(headers);
        String encoding = headers.getOrDefault("content-encoding", "identity").toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "identity", "" -> body;
            case "gzip", "x-gzip" -> unzip(body);
            default -> throw new TrackerException("the answer is encoded as " + Text.clean(encoding));
        };
    }

    private byte[] readTransfer(Map<String, String> headers) throws IOException, TrackerException {
        String transfer = headers.getOrDefault("transfer-encoding", "identity");
        if (transfer.equalsIgnoreCase("chunked")) {
            return readChunks();
        }
        if (!transfer.equalsIgnoreCase("identity")) {
            throw new TrackerException("the answer is transferred as " + Text.clean(transfer));
        }
        String length = headers.get("content-length");
        return length == null ? readToEnd(in) : readExactly(size(length, 10));
    }

    private byte[] readChunks() throws IOException, TrackerException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = readChunkSize(); size > 0; size = readChunkSize()) {
            if (body.size() + size > Limits.ANSWER_BYTES) {
                throw tooLong();
            }
            body.writeBytes(readExactly(size));
            if (!readLine().isEmpty()) {
                throw new TrackerException("the answer's chunks are malformed");
            }
        }
        return body.toByteArray();
    }

    private int readChunkSize() throws IOException, TrackerException {
        // A chunk's header counts as a header: chunks of one byte are not worth more than that.
        return size(readLine().split(";", 2)[0].strip(), 16);
    }

    private static int size(String digits, int radix) throws TrackerException {
        boolean valid = !digits.isEmpty() && digits.chars().allMatch(c -> Character.digit(c, radix) >= 0 && c < 0x80);
        if (!valid) {
            throw new TrackerException("the answer's length is malformed");
        }
        long size = digits.length() > MAX_SIZE_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits, radix);
        if (size > Limits.ANSWER_BYTES) {
            throw tooLong();
        }
        return (int) size;
    }

    private byte[] readExactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }

    private static byte[] readToEnd(InputStream from) throws IOException, TrackerException {
        byte[] bytes = from.readNBytes(Limits.ANSWER_BYTES + 1);
        if (bytes.length > Limits.ANSWER_BYTES) {
            throw tooLong();
        }
        return bytes;
    }

    private static byte[] unzip(byte[] body) throws TrackerException {
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return readToEnd(unzipped);
        } catch (ZipException | EOFException e) {
            throw new TrackerException("the answer is not gzip as it claims", e);
        } catch (IOException e) {
            throw new TrackerException("the answer cannot be unpacked", e);
        }
    }

    private static TrackerException tooLong() {
        return new TrackerException("the answer is longer than " + Limits.ANSWER_BYTES + " bytes");
    }
}
