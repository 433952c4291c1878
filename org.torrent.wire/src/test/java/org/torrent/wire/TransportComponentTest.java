package org.torrent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.spi.datagram.DatagramPort;
import org.torrent.spi.transport.Listener;
import org.torrent.testkit.ports.Waiting;
import org.torrent.testkit.ports.datagram.DatagramRecorder;
import org.torrent.testkit.ports.transport.Recorder;
import org.torrent.wire.tcp.Settings;
import org.torrent.wire.udp.UdpSettings;

class TransportComponentTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void defaults_whenNothingIsConfigured_shouldBeThoseOfTheTransport() throws Exception {
        assertThat(new Settings(
                        (int) defaultOf("processors"),
                        (int) defaultOf("socket_buffer_bytes"),
                        (int) defaultOf("read_buffer_bytes"),
                        (int) defaultOf("max_connections")))
                .isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void activate_whenConfigured_shouldCarryBytesUntilDeactivated() throws Exception {
        TransportComponent component = new TransportComponent(new Config(1, 10));
        Recorder accepted = new Recorder();
        Recorder dialler = new Recorder();
        Listener listener = component.listen(ANY, remote -> accepted);
        component.connect(listener.address(), 10_000, dialler);
        dialler.awaitOpen().write(ByteBuffer.wrap(new byte[100]));
        accepted.awaitReceived(100);
        component.deactivate();
        // Both ends are of this transport: whichever closes second may see the other's end first.
        assertThat(List.of(dialler.awaitClosed(), accepted.awaitClosed()))
                .anyMatch(reason -> reason.contains("stopped"));
    }

    @Test
    void modified_whenTheLimitFalls_shouldApplyAtOnce() throws Exception {
        TransportComponent component = new TransportComponent(new Config(1, 10));
        Recorder accepted = new Recorder();
        Recorder first = new Recorder();
        Listener listener = component.listen(ANY, remote -> accepted);
        component.connect(listener.address(), 10_000, first);
        first.awaitOpen();
        accepted.awaitOpen();
        component.modified(new Config(1, 2));
        Recorder second = new Recorder();
        component.connect(listener.address(), 10_000, second);
        assertThat(second.awaitClosed()).isEqualTo("too many connections: the limit is 2");
        assertThat(first.isClosed()).isFalse();
        component.deactivate();
    }

    @Test
    void datagrams_whenNothingIsConfigured_shouldHaveTheDefaultsOfTheSockets() throws Exception {
        assertThat(new UdpSettings((int) defaultOf("datagram_queue_bytes"), (int) defaultOf("datagrams_per_second")))
                .isEqualTo(UdpSettings.DEFAULTS);
    }

    @Test
    void datagrams_whenActivated_shouldTravelUntilDeactivated() throws Exception {
        DatagramComponent component = new DatagramComponent(new Config(1, 10));
        DatagramRecorder recorder = new DatagramRecorder("");
        DatagramPort port = component.open(ANY, 0, recorder);
        component.modified(new Config(1, 11));
        port.send(port.address(), ByteBuffer.wrap(new byte[] {1}));
        Waiting.until("the datagram arrives", () -> recorder.received().size() == 1);
        component.deactivate();
        assertThat(recorder.reason()).contains("stopped");
        assertThat(recorder.violations()).isEmpty();
    }

    @Test
    void activate_whenConfigurationMakesNoSense_shouldNameIt() {
        assertThatThrownBy(() -> new TransportComponent(new Config(65, 10)))
                .hasMessage("transport: processors is 65, must be between 0 and 64");
    }

    private static Object defaultOf(String name) throws NoSuchMethodException {
        return WireConfig.class.getDeclaredMethod(name).getDefaultValue();
    }

    @SuppressWarnings("ClassExplicitlyAnnotation")
    private record Config(int processors, int max_connections) implements WireConfig {
        @Override
        public int socket_buffer_bytes() {
            return 0;
        }

        @Override
        public int read_buffer_bytes() {
            return 16 << 10;
        }

        @Override
        public int datagram_queue_bytes() {
            return 1 << 20;
        }

        @Override
        public int datagrams_per_second() {
            return 1_000;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return WireConfig.class;
        }
    }
}
