package org.torrent.dht.krpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids that follow from addresses (BEP 42). */
class SecureNodeIdsTest {
    @ParameterizedTest
    @CsvSource({ // the test vectors of BEP 42
        "124.31.75.21, 5fbfbff10c5d6a4ec8a88e4c6ab4c28b95eee401",
        "21.75.31.124, 5a3ce9c14e7a08645677bbd1cfe7d8f956d53256",
        "65.23.51.170, a5d43220bc8f112a3d426c84764f8c2a1150e616",
        "84.124.73.14, 1b0321dd1bb1fe518101ceef99462b947a01ff41",
        "43.213.53.83, e56f6cbf5b7c4be0237986d5243b87aa6d51305a"
    })
    void isValid_whenGivenTheVectorsOfTheBep_shouldAgree(String address, String id) throws Exception {
        NodeId node = NodeId.of(HexFormat.of().parseHex(id));
        assertThat(SecureNodeIds.isValid(node, InetAddress.getByName(address))).isTrue();
        assertThat(SecureNodeIds.isValid(node, InetAddress.getByName("8.8.8.8")))
                .isFalse();
    }

    @Test
    void of_whenAnAddressIsGiven_shouldMakeIdsThatAreValidThereOnly() throws UnknownHostException {
        SplittableRandom random = new SplittableRandom(42);
        for (String text : new String[] {"1.2.3.4", "200.100.50.25", "2001:db8:1:2::3"}) {
            InetAddress address = InetAddress.getByName(text);
            for (int i = 0; i < 100; i++) {
                NodeId id = SecureNodeIds.of(address, random);
                assertThat(SecureNodeIds.isValid(id, address)).isTrue();
                assertThat(SecureNodeIds.isValid(id, InetAddress.getByName("77.77.77.77")))
                        .isFalse();
            }
        }
    }

    @Test
    void isValid_whenTheAddressIsOfAHouse_shouldNotMatter() throws UnknownHostException {
        NodeId any = NodeId.random(new SplittableRandom(1));
        for (String text : new String[] {"127.0.0.1", "192.168.1.1", "10.9.8.7", "::1", "fd00::1", "fe80::1"}) {
            assertThat(SecureNodeIds.isValid(any, InetAddress.getByName(text)))
                    .as(text)
                    .isTrue();
        }
    }
}
