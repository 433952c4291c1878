package org.torrent.session.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.protocol.ProtocolException;

class PeerBitsTest {
    private final PeerBits bits = new PeerBits(bytes -> true);

    @Test
    void resolve_whenABitfieldAndHavesCameBefore_shouldHoldBoth() throws Exception {
        bits.bitfield(new byte[] {(byte) 0b1010_0000});
        bits.have(1);
        bits.resolve(3);
        assertThat(bits.isSeed()).isTrue();
    }

    @Test
    void resolve_whenTheBitfieldHasAnotherSize_shouldRefuseThePeer() throws Exception {
        bits.bitfield(new byte[2]);
        assertThatThrownBy(() -> bits.resolve(3))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("bitfield");
    }

    @Test
    void resolve_whenAnEarlierHaveIsBeyondTheEnd_shouldRefuseThePeer() throws Exception {
        bits.have(3);
        assertThatThrownBy(() -> bits.resolve(3))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("3 of 3");
    }

    @Test
    void resolve_whenItRefusesThePeer_shouldClaimNothing() throws Exception {
        bits.have(1);
        bits.have(3);
        assertThatThrownBy(() -> bits.resolve(3)).isInstanceOf(ProtocolException.class);
        assertThat(bits.bits()).isNull(); // what was never counted must not be subtracted when the peer goes
    }

    @Test
    void have_whenAbsurdlyLargeBeforeTheMetadata_shouldRefuseThePeer() {
        assertThatThrownBy(() -> bits.have(Integer.MAX_VALUE)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> bits.have(-1)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void haveAll_whenTheMetadataComesLater_shouldMakeItASeed() throws Exception {
        bits.haveAll();
        assertThat(bits.isSeed()).isFalse();
        bits.resolve(9);
        assertThat(bits.isSeed()).isTrue();
    }

    @Test
    void bitfield_whenNotFirst_shouldCountAsHaves() throws Exception {
        bits.resolve(8);
        bits.have(1);
        assertThat(bits.bitfield(new byte[] {(byte) 0b0110_0000}).next(0)).isEqualTo(2);
        assertThat(bits.count()).isEqualTo(2);
    }

    @Test
    void haveAll_whenNotFirst_shouldRefuseThePeer() throws Exception {
        bits.resolve(8);
        bits.have(1);
        assertThatThrownBy(bits::haveAll).isInstanceOf(ProtocolException.class);
    }

    @Test
    void have_whenRepeated_shouldBeNewOnce() throws Exception {
        bits.resolve(8);
        assertThat(bits.have(1)).isTrue();
        assertThat(bits.have(1)).isFalse();
    }

    @Test
    void have_whenThereIsNoRoomToKeepIt_shouldRefuseThePeer() throws Exception {
        List<Long> asked = new ArrayList<>();
        PeerBits bounded = new PeerBits(bytes -> {
            asked.add(bytes);
            return bytes <= 100;
        });
        bounded.have(7);
        assertThatThrownBy(() -> bounded.have(2_000_000))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("no room");
        assertThatThrownBy(() -> bounded.bitfield(new byte[101])).isInstanceOf(ProtocolException.class);
        bounded.resolve(8);
        assertThat(asked).last().isEqualTo(0L);
        assertThat(bounded.count()).isEqualTo(1);
    }

    @Test
    void dontHave_whenTheMetadataComesLater_shouldTakeBackWhatWasSaidBefore() throws Exception {
        bits.haveAll();
        bits.have(1);
        assertThat(bits.dontHave(1)).isFalse();
        bits.dontHave(2);
        bits.dontHave(4);
        bits.have(4);
        bits.resolve(6);
        assertThat(bits.count()).isEqualTo(4);
        assertThat(bits.has(1) || bits.has(2)).isFalse();
    }

    @Test
    void dontHave_whenAnEarlierOneIsBeyondTheEnd_shouldRefuseThePeer() throws Exception {
        bits.bitfield(new byte[1]);
        bits.dontHave(3);
        assertThatThrownBy(() -> bits.resolve(3))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("3 of 3");
    }

    @Test
    void dontHave_whenRepeated_shouldBeNewOnce() throws Exception {
        bits.haveAll();
        bits.resolve(3);
        assertThat(bits.dontHave(1)).isTrue();
        assertThat(bits.dontHave(1)).isFalse();
        assertThat(bits.isSeed()).isFalse();
    }

    @Test
    void dontHave_whenThereIsNoRoomToKeepIt_shouldRefuseThePeer() throws Exception {
        PeerBits bounded = new PeerBits(bytes -> bytes <= 100);
        bounded.dontHave(2_000_000); // nothing was said that it takes back
        bounded.haveAll();
        bounded.dontHave(7);
        assertThatThrownBy(() -> bounded.dontHave(2_000_000))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("no room");
    }
}
