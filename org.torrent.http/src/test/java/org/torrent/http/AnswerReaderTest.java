package org.torrent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final int MAX_BYTES = 1024 * 1024;

    private static Answer read(String text) throws IOException, Problem {
        return read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Answer read(byte[] bytes) throws IOException, Problem {
        return new AnswerReader(new ByteArrayInputStream(bytes), MAX_BYTES).read();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcIGNORED",
                "HTTP/1.0 200\n\nabc",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length:3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2;x=y\r\nab\r\n01\r\nc\r\n0\r\n\r\n"
            })
    void read_whenFramedInAnyWay_shouldGiveTheBody(String text) throws IOException, Problem {
        Answer answer = read(text);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).containsExactly('a', 'b', 'c');
    }

    @Test
    void read_whenZipped_shouldUnpackIt() throws IOException, Problem {
        assertThat(read(zipped(5)).body()).hasSize(5);
    }

    @Test
    void read_whenUnpackedItIsTooLong_shouldRefuse() {
        assertThatThrownBy(() -> read(zipped(MAX_BYTES + 1)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("longer than");
    }

    private static byte[] zipped(int size) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(new byte[size]);
        }
        return out.toByteArray();
    }

    @Test
    void read_whenARedirect_shouldNotReadItsBody() throws IOException, Problem {
        Answer answer = read("HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 99999999\r\n\r\n");
        assertThat(answer.isRedirect()).isTrue();
        assertThat(answer.location()).isEqualTo("/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nxxxxxxxxxxxxxxxxxxxx",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabcd\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n"
            })
    void read_whenMalformedOrTooLong_shouldRefuse(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(Problem.class);
    }

    @Test
    void read_whenCutOff_shouldSaySo() {
        String whole = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n";
        for (int length = 0; length <= whole.length() - 1; length++) {
            String cut = whole.substring(0, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 C\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\nbody "})
    void read_whenItNeverEnds_shouldStopAtTheLimit(String repeated) {
        byte[] unit = repeated.getBytes(StandardCharsets.US_ASCII);
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                return unit[at++ % unit.length];
            }
        };
        assertThatThrownBy(() -> new AnswerReader(endless, MAX_BYTES).read()).isInstanceOf(Problem.class);
    }

    @Test
    void read_whenChunksAreTiny_shouldStopAtTheLimitOfTheirHeaders() {
        String tiny = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(20_000);
        assertThatThrownBy(() -> read(tiny)).isInstanceOf(Problem.class).hasMessageContaining("headers");
    }

    @Test
    void read_whenAMebibyteComesInSmallChunks_shouldGiveIt() throws IOException, Problem {
        String chunk = "400\r\n" + "x".repeat(0x400) + "\r\n";
        Answer answer = read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "1\r\nx\r\n".repeat(3_000)
                + chunk.repeat(1_000)
                + "0\r\n\r\n");
        assertThat(answer.body()).hasSize(3_000 + 1_000 * 0x400);
    }

    @Test
    void read_whenEmptyAndSaidToBeZipped_shouldBeEmpty() throws IOException, Problem {
        assertThat(read("HTTP/1.1 404 No\r\nContent-Length: 0\r\nContent-Encoding: gzip\r\n\r\n")
                        .body())
                .isEmpty();
    }
}
