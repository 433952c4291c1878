package org.torrent.http;

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
import org.torrent.spi.http.HttpException.Kind;

/** Reads one HTTP/1.x answer, bounded (RFC 9112). The connection is closed after it, so nothing behind it matters. */
public final class AnswerReader {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[0-9] ([0-9]{3})(?: (.*))?");
    private static final int MAX_SIZE_DIGITS = 8;

    /** A chunk's header counts as a header: chunks of one byte are not worth more than that. */
    private static final int CHUNK_BYTES_PER_HEADER_BYTE = 8;

    private final InputStream in;
    private final int maxBodyBytes;
    private int headerBytes;
    private int maxHeaderBytes = Limits.HEADER_BYTES;

    /** Reads from a stream; the body may have that many bytes, packed and unpacked. */
    public AnswerReader(InputStream in, int maxBodyBytes) {
        this.in = in;
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * Reads the answer.
     *
     * @throws IOException when the connection breaks, an {@link EOFException} when the answer is cut off
     * @throws Problem when it is malformed or too long
     */
    public Answer read() throws IOException, Problem {
        for (int i = 0; i <= Limits.INTERIM_ANSWERS; i++) {
            Matcher line = STATUS.matcher(readLine());
            if (!line.matches()) {
                throw malformed("the answer is not HTTP");
            }
            int status = Integer.parseInt(line.group(1));
            Map<String, String> headers = readHeaders();
            if (status >= 200) {
                String reason = line.group(2) == null ? "" : line.group(2);
                boolean hasBody = status != 204 && status != 304 && !Answer.isRedirect(status);
                return new Answer(status, reason, headers, hasBody ? readBody(headers) : new byte[0]);
            }
        }
        throw malformed("the answer does not come to an end");
    }

    private Map<String, String> readHeaders() throws IOException, Problem {
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

    private String readLine() throws IOException, Problem {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (++headerBytes > maxHeaderBytes) {
                throw new Problem(
                        Kind.TOO_LONG, "the headers of the answer are longer than " + maxHeaderBytes + " bytes");
            }
            line.write(b);
        }
        headerBytes++;
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private byte[] readBody(Map<String, String> headers) throws IOException, Problem {
        byte[] body = readTransfer(headers);
        String encoding = headers.getOrDefault("content-encoding", "identity").toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "identity", "" -> body;
            case "gzip", "x-gzip" -> body.length == 0 ? body : unzip(body);
            default -> throw malformed("the answer is encoded as " + Text.clean(encoding));
        };
    }

    private byte[] readTransfer(Map<String, String> headers) throws IOException, Problem {
        String transfer = headers.getOrDefault("transfer-encoding", "identity");
        if (transfer.equalsIgnoreCase("chunked")) {
            return readChunks();
        }
        if (!transfer.equalsIgnoreCase("identity")) {
            throw malformed("the answer is transferred as " + Text.clean(transfer));
        }
        String length = headers.get("content-length");
        return length == null ? readToEnd(in) : readExactly(size(length, 10));
    }

    private byte[] readChunks() throws IOException, Problem {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = readChunkSize(); size > 0; size = readChunkSize()) {
            if (size > maxBodyBytes - body.size()) {
                throw tooLong();
            }
            body.writeBytes(readExactly(size));
            maxHeaderBytes += size / CHUNK_BYTES_PER_HEADER_BYTE;
            if (!readLine().isEmpty()) {
                throw malformed("the answer's chunks are malformed");
            }
        }
        return body.toByteArray();
    }

    private int readChunkSize() throws IOException, Problem {
        return size(readLine().split(";", 2)[0].strip(), 16);
    }

    private int size(String digits, int radix) throws Problem {
        boolean valid = !digits.isEmpty() && digits.chars().allMatch(c -> Character.digit(c, radix) >= 0 && c < 0x80);
        if (!valid) {
            throw malformed("the answer's length is malformed");
        }
        long size = digits.length() > MAX_SIZE_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits, radix);
        if (size > maxBodyBytes) {
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

    private byte[] readToEnd(InputStream from) throws IOException, Problem {
        byte[] bytes = from.readNBytes(maxBodyBytes == Integer.MAX_VALUE ? maxBodyBytes : maxBodyBytes + 1);
        if (bytes.length > maxBodyBytes) {
            throw tooLong();
        }
        return bytes;
    }

    private byte[] unzip(byte[] body) throws Problem {
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return readToEnd(unzipped);
        } catch (ZipException | EOFException e) {
            throw new Problem(Kind.MALFORMED, "the answer is not gzip as it claims", e);
        } catch (IOException e) {
            throw new Problem(Kind.MALFORMED, "the answer cannot be unpacked", e);
        }
    }

    private Problem tooLong() {
        return new Problem(Kind.TOO_LONG, "the answer is longer than " + maxBodyBytes + " bytes");
    }

    private static Problem malformed(String message) {
        return new Problem(Kind.MALFORMED, message);
    }
}
